package dev.routeproof.stats.select;

/**
 * What is believed of a field of models before measuring: quality is linear in log price with a slope of about
 * ±{@value #SLOPE_SD} per standard deviation of log price, and models scatter around that line by τ, which is integrated
 * over a grid under a half-t prior with scale {@value #SPREAD_SCALE} and {@value #SPREAD_FREEDOM} degrees of freedom.
 */
final class PriceLinePrior {
    static final double SLOPE_SD = 0.05;
    private static final double SPREAD_SCALE = 0.06;
    private static final double SPREAD_FREEDOM = 4;
    private static final double[] SPREADS = {0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4
    };

    private PriceLinePrior() {}

    static int spreads() {
        return SPREADS.length;
    }

    static double spread(int index) {
        return SPREADS[index];
    }

    /** Log density at the grid point plus the log of its share of the axis, up to a constant. */
    static double logWeight(int index) {
        double below = SPREADS[Math.max(0, index - 1)];
        double above = SPREADS[Math.min(SPREADS.length - 1, index + 1)];
        double width = (above - below) / (index == 0 || index == SPREADS.length - 1 ? 1 : 2);
        double standard = SPREADS[index] / SPREAD_SCALE;
        return -(SPREAD_FREEDOM + 1) / 2 * Math.log1p(standard * standard / SPREAD_FREEDOM) + Math.log(width);
    }

    /** Log prices with mean 0 and standard deviation 1; all 0 where every price is the same. */
    static double[] standardised(double[] logPrices) {
        double mean = 0;
        for (double price : logPrices) {
            mean += price / logPrices.length;
        }
        double variance = 0;
        for (double price : logPrices) {
            variance += (price - mean) * (price - mean) / logPrices.length;
        }
        double[] standardised = new double[logPrices.length];
        if (variance > 1e-12) {
            for (int i = 0; i < logPrices.length; i++) {
                standardised[i] = (logPrices[i] - mean) / Math.sqrt(variance);
            }
        }
        return standardised;
    }
}
