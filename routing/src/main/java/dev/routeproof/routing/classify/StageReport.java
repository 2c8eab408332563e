package dev.routeproof.routing.classify;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one stage of a cascade made of one prompt.
 *
 * @param kind of the stage
 * @param taskType its answer; null where it gave none
 * @param confidence in it, [0,1]
 * @param micros that it took
 * @param why it did not answer; empty where it did
 */
public record StageReport(
        String kind, Said said, @Nullable TaskType taskType, double confidence, long micros, String why) {
    /** How a stage ended. */
    public enum Said {
        /** Its answer was sure enough and ended the cascade. */
        BELIEVED,
        /** Its answer was not sure enough. */
        DOUBTED,
        /** It had nothing to say. */
        SILENT,
        /** It broke, or its service did. */
        FAILED,
        /** The deadline had passed before it was asked or answered. */
        LATE;

        /** The word used in logs and counters. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As one part of a sentence. */
    public String sentence() {
        return switch (said) {
            case BELIEVED -> String.format(Locale.ROOT, "%s says %s, %.2f sure", kind, taskType, confidence);
            case DOUBTED -> String.format(Locale.ROOT, "%s says %s, but only %.2f sure", kind, taskType, confidence);
            case SILENT -> kind + " has nothing to say";
            case FAILED -> kind + " failed: " + why;
            case LATE -> kind + " came too late: " + why;
        };
    }
}
