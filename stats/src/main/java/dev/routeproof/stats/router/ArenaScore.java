package dev.routeproof.stats.router;

/**
 * RouterArena's score of quality and cost (arXiv 2510.00202): S = (1 + β)·A·C / (β·A + C) with β = 0.1 and C = (log₂ 200 -
 * log₂ c) / (log₂ 200 - log₂ 0.0044), c in USD per 1,000 requests.
 */
public final class ArenaScore {
    private static final double BETA = 0.1;
    private static final double DEAREST = 200;
    private static final double CHEAPEST = 0.0044;

    private ArenaScore() {}

    /**
     * The score in [0,1]; a cost outside [0.0044, 200] counts as the nearer end.
     *
     * @param accuracy [0,1]
     * @param usdPer1000 USD per 1,000 requests, 0 or more
     */
    public static double of(double accuracy, double usdPer1000) {
        double cost = Math.clamp(usdPer1000, CHEAPEST, DEAREST);
        double thrift = Math.log(DEAREST / cost) / Math.log(DEAREST / CHEAPEST);
        double weighed = BETA * accuracy + thrift;
        return weighed == 0 ? 0 : (1 + BETA) * accuracy * thrift / weighed;
    }
}
