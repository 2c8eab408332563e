package dev.routeproof.routing.experiment;

/** Probability of each arm for a unit; they add up to 1. */
public record Propensities(double control, double candidate, double holdout, double explore) {
    private static final double NOISE = 1e-6;

    public Propensities {
        if (!(control >= -1e-12 && candidate >= -1e-12 && holdout >= -1e-12 && explore >= -1e-12)
                || Math.abs(control + candidate + holdout + explore - 1) > NOISE) {
            throw new IllegalArgumentException("propensities must be probabilities that add up to 1: " + control + ", "
                    + candidate + ", " + holdout + ", " + explore);
        }
    }

    /** Nobody explores. */
    public Propensities(double control, double candidate, double holdout) {
        this(control, candidate, holdout, 0);
    }

    /** What the three arms leave to add up to 1 explores. */
    public static Propensities ofThree(double control, double candidate, double holdout) {
        double rest = 1 - control - candidate - holdout;
        return new Propensities(control, candidate, holdout, Math.abs(rest) < NOISE ? 0 : rest);
    }

    /** Given that a unit does not explore, as whoever is compared. */
    public Propensities compared() {
        double rest = 1 - explore;
        return explore == 0 || rest <= 0 ? this : new Propensities(control / rest, candidate / rest, holdout / rest, 0);
    }

    public double of(Arm arm) {
        return switch (arm) {
            case CONTROL -> control;
            case CANDIDATE -> candidate;
            case HOLDOUT -> holdout;
            case EXPLORE -> explore;
        };
    }
}
