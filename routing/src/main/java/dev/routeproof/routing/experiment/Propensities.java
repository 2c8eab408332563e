package dev.routeproof.routing.experiment;

/** Probability of each arm for a unit; they add up to 1. */
public record Propensities(double control, double candidate, double holdout) {
    public Propensities {
        if (!(control >= -1e-12 && candidate >= -1e-12 && holdout >= -1e-12)
                || Math.abs(control + candidate + holdout - 1) > 1e-6) {
            throw new IllegalArgumentException("propensities must be probabilities that add up to 1: " + control + ", "
                    + candidate + ", " + holdout);
        }
    }

    public double of(Arm arm) {
        return switch (arm) {
            case CONTROL -> control;
            case CANDIDATE -> candidate;
            case HOLDOUT -> holdout;
        };
    }
}
