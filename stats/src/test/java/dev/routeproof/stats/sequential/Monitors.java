package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;

/** Reads a monitor that must have an answer. */
final class Monitors {
    private Monitors() {}

    static Evidence evidence(AssignmentBet bet) {
        return value(bet.evidence());
    }

    static double wealth(AssignmentBet bet) {
        return start(bet.evidence());
    }

    static double wealth(MarginBet bet) {
        return start(bet.evidence());
    }

    static double wealth(CategoryBet bet) {
        return start(bet.evidence());
    }

    static Estimate estimate(DifferenceSequence sequence) {
        return value(sequence.estimate());
    }

    static <T> T value(Result<T> result) {
        return switch (result) {
            case Result.Value<T>(T value) -> value;
            case Result.NotEstimable<T>(String reason) -> throw new AssertionError(reason);
        };
    }

    /** The wealth now, 1 before the first value. */
    private static double start(Result<Evidence> evidence) {
        return evidence instanceof Result.Value<Evidence>(Evidence state) ? state.wealth() : 1;
    }
}
