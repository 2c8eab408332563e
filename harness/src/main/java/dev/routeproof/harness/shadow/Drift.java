package dev.routeproof.harness.shadow;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.shift.PopulationStability.Index;
import dev.routeproof.stats.shift.PopulationStability.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the newer half of the requests still looks to a candidate as the older half did.
 *
 * @param older requests of the older half
 * @param newer requests of the newer half
 * @param mix stability of the task types given
 * @param confidence stability of the confidences, in tenths
 * @param olderConfidence mean, [0,1]
 * @param newerConfidence mean, [0,1]
 */
public record Drift(
        String candidate,
        long older,
        long newer,
        Result<Index> mix,
        Result<Index> confidence,
        double olderConfidence,
        double newerConfidence,
        List<Share> shares) {
    /** Requests that each half needs. */
    static final long ENOUGH = 200;

    public Drift {
        shares = List.copyOf(shares);
    }

    /**
     * One task type.
     *
     * @param older share of the labels given, [0,1]
     * @param newer likewise
     * @param estimated share of the true labels in the newer half, if the scores are honest and a task type still looks
     *     as it did; empty where it cannot be estimated
     */
    public record Share(String taskType, double older, double newer, Optional<Double> estimated) {}

    /** What the two halves call for. */
    public enum Call {
        /** Too few requests. */
        UNKNOWN,
        /** Nothing. */
        NONE,
        /** Another mix of tasks, seen as surely as before: the table's evidence is for the old mix. */
        RECALIBRATE,
        /** Prompts the classifier is sure of in another way than before. */
        LABEL_AND_RETRAIN
    }

    public Call call() {
        if (older < ENOUGH || newer < ENOUGH) {
            return Call.UNKNOWN;
        }
        if (size(confidence) != Size.STABLE) {
            return Call.LABEL_AND_RETRAIN;
        }
        return size(mix) == Size.STABLE ? Call.NONE : Call.RECALIBRATE;
    }

    private static Size size(Result<Index> index) {
        return index instanceof Result.Value<Index>(Index value) ? value.size() : Size.STABLE;
    }

    /** What to do, as one or two sentences. */
    public String sentence() {
        return switch (call()) {
            case UNKNOWN ->
                String.format(
                        Locale.ROOT,
                        "Too few requests to say: %d older and %d newer ones, of %d each.",
                        older,
                        newer,
                        ENOUGH);
            case NONE -> "Newer requests look like older ones: nothing speaks for retraining.";
            case RECALIBRATE ->
                "The mix of task types has moved, and the classifier is as sure as before: no retraining, but calibrate"
                        + " the table on prompts of the new mix.";
            case LABEL_AND_RETRAIN ->
                String.format(
                        Locale.ROOT,
                        "The classifier is %s of newer requests (%.2f, before %.2f on average) and its confidences are"
                                + " spread differently: label a random sample (harness label), compare it (harness"
                                + " classify --file), and retrain if fewer are right than before.",
                        newerConfidence < olderConfidence ? "less sure" : "surer",
                        newerConfidence,
                        olderConfidence);
        };
    }
}
