package dev.routeproof.stats.simulate;

/**
 * A number a cell prints: what it is called, how it is got from the runs, and the rule it must keep, if any.
 *
 * @param name word of the column, for example {@code false_alarm}
 * @param method who concluded it, for example {@code assignment bet} or {@code z-test, every unit}
 * @param kind how the runs become one number
 * @param rule the limit, {@link Rule.None} for the usual methods shown beside ours
 */
public record Figure(String name, String method, Kind kind, Rule rule) {
    /** How the runs of a cell become one number. */
    public enum Kind {
        /** The share of runs in which it happened. */
        SHARE,
        /** The median over runs; ∞ where at least half of the runs never stopped. */
        MEDIAN
    }

    static Figure atMost(String name, String method, double limit) {
        return new Figure(name, method, Kind.SHARE, new Rule.AtMost(limit));
    }

    static Figure atLeast(String name, String method, double limit) {
        return new Figure(name, method, Kind.SHARE, new Rule.AtLeast(limit));
    }

    static Figure medianAtMost(String name, String method, double limit) {
        return new Figure(name, method, Kind.MEDIAN, new Rule.AtMost(limit));
    }

    static Figure usual(String name, String method) {
        return new Figure(name, method, Kind.SHARE, new Rule.None());
    }

    static Figure usualMedian(String name, String method) {
        return new Figure(name, method, Kind.MEDIAN, new Rule.None());
    }
}
