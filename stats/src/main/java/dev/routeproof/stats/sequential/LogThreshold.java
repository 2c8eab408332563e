package dev.routeproof.stats.sequential;

/** The log wealth at which a level is reached: log(1/α). */
final class LogThreshold {
    private LogThreshold() {}

    static double of(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must lie in (0,1), was " + alpha);
        }
        return -Math.log(alpha);
    }
}
