package dev.routeproof.harness.score;

import dev.routeproof.datasets.Sample;
import dev.routeproof.harness.score.Score.Unscored;
import java.util.function.Supplier;

/** Scoring whose failure costs one score: a fault of a scorer is no fault of the model, and must not end a run of many. */
public final class Guarded {
    private Guarded() {}

    /** What {@code scoring} gives; unscored, with the scorer's name, where it fails. */
    public static Score score(Sample sample, Supplier<Score> scoring) {
        try {
            return scoring.get();
        } catch (RuntimeException | StackOverflowError failed) {
            return new Unscored("Scorer '" + sample.scorer().kind() + "' failed on this answer: "
                    + failed.getClass().getSimpleName() + ".");
        }
    }
}
