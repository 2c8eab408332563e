package dev.routeproof.stats.simulate;

/** What allocation and base rate do while units arrive. */
enum Shape {
    /** Nothing changes. */
    CONSTANT("constant"),
    /** Four epochs: the share is raised from 2 to 10 to 40 to 100 % of its last value while the base rate falls. */
    RAMP_AND_DRIFT("ramp+drift");

    private static final double[] STEPS = {0.02, 0.1, 0.4, 1};
    private static final double FALL = 0.04;

    private final String words;

    Shape(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    int epoch(int unit, int units) {
        return this == CONSTANT ? 0 : Math.min(3, 4 * unit / units);
    }

    double share(double last, int epoch) {
        return this == CONSTANT ? last : last * STEPS[epoch];
    }

    double rate(double first, int epoch) {
        return this == CONSTANT ? first : Math.max(0.01, first - FALL * epoch);
    }
}
