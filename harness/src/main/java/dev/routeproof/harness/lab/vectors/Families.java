package dev.routeproof.harness.lab.vectors;

import java.util.Map;

/** Every family of vectors we answer. */
final class Families {
    static final Map<String, Family> ALL = Map.ofEntries(
            Map.entry("always-valid", AlwaysValid::answer),
            Map.entry("bootstrap-ci", Resampling::bootstrap),
            Map.entry("fisher-exact", Tables::fisher),
            Map.entry("group-sequential", GroupSequential::answer),
            Map.entry("mann-whitney", Ranks::test),
            Map.entry("mann-whitney-exact-cdf", Ranks::distribution),
            Map.entry("mann-whitney-location", Ranks::location),
            Map.entry("mcnemar", Tables::mcNemar),
            Map.entry("multiple-testing", MultipleTesting::answer),
            Map.entry("non-inferiority", NonInferiority::answer),
            Map.entry("paired-t", Means::paired),
            Map.entry("percentile", Resampling::percentile),
            Map.entry("power-chi-square-gof", Powers::chiSquare),
            Map.entry("power-t-test", Powers::t),
            Map.entry("power-two-proportions", Powers::twoProportions),
            Map.entry("proportion-ci", Proportions::interval),
            Map.entry("proportion-difference-ci", Proportions::difference),
            Map.entry("sample-size", SampleSizes::answer),
            Map.entry("srm-chi-square", Tables::sampleRatio),
            Map.entry("tost-equivalence", Means::equivalence),
            Map.entry("two-proportion-z", Proportions::test),
            Map.entry("welch-t", Means::raw),
            Map.entry("welch-t-summary", Means::summary));

    /** Families left out, and why. */
    static final Map<String, String> REFUSED = Map.of(
            "canary-classifier",
            "a score of 'high', 'low' or 'pass' from fixed tests and effect thresholds is not valid while watched;"
                    + " our verdicts come from the sequential tests");

    private Families() {}
}
