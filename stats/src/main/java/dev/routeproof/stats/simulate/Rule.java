package dev.routeproof.stats.simulate;

/** The limit a figure must keep. */
public sealed interface Rule {
    record AtMost(double limit) implements Rule {}

    record AtLeast(double limit) implements Rule {}

    record None() implements Rule {}
}
