package dev.routeproof.routing.experiment;

/** A unit's window in a slice and epoch, taking requests until it is closed; then it has one {@link UnitValue}. */
final class OpenWindow {
    final long key;
    final long atMillis;
    final Arm arm;
    final int epoch;
    /** What is known of the unit once it closes: an index of the {@link UnitHistory}. */
    final int range;

    final int slice;
    private final double propensity;
    private final boolean fresh;
    private final Thresholds thresholds;

    // Owned by the windows it stands among.
    private int requests;
    private int bad;
    private int liked;
    private int errors;
    private int untimed;
    private int slowP95;
    private int slowP99;
    private int costed;
    private double clipped;
    private double costUsd;
    private long knownAtMillis;

    OpenWindow(
            long key, int slice, Exchange first, double propensity, boolean fresh, int range, Thresholds thresholds) {
        this.key = key;
        this.slice = slice;
        this.epoch = first.epoch();
        this.atMillis = first.atMillis();
        this.arm = first.arm();
        this.propensity = propensity;
        this.fresh = fresh;
        this.range = range;
        this.thresholds = thresholds;
    }

    int requests() {
        return requests;
    }

    void include(Exchange exchange) {
        requests++;
        bad += exchange.bad() || exchange.failed() ? 1 : 0;
        liked += exchange.liked() ? 1 : 0;
        errors += exchange.failed() ? 1 : 0;
        untimed += exchange.untimed() ? 1 : 0;
        slowP95 += exchange.slowerThan(thresholds.p95Millis()) ? 1 : 0;
        slowP99 += exchange.slowerThan(thresholds.p99Millis()) ? 1 : 0;
        if (!Double.isNaN(exchange.costUsd())) {
            costed++;
            costUsd += exchange.costUsd();
            clipped += Math.min(exchange.costUsd(), thresholds.costCapUsd());
        }
    }

    /** Takes no more; {@code knownMillis} is when its value enters the analysis. */
    void close(long knownMillis) {
        knownAtMillis = knownMillis;
    }

    /** What a closed window says of its unit. */
    UnitValue value() {
        boolean timed = !Double.isNaN(thresholds.p95Millis());
        double cap = thresholds.costCapUsd();
        boolean priced = costed > 0 && cap > 0;
        double n = requests;
        return new UnitValue(
                slice,
                epoch,
                arm,
                propensity,
                fresh,
                bad / n,
                errors / n,
                timed ? slowP95 / n : Double.NaN,
                timed ? slowP99 / n : Double.NaN,
                priced ? Math.clamp(clipped / (costed * cap), 0, 1) : Double.NaN,
                costed > 0 ? costUsd / costed : Double.NaN,
                liked / n,
                untimed / n,
                knownAtMillis,
                key);
    }
}
