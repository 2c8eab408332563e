package dev.routeproof.stats.router;

/**
 * RouteLLM's curve (arXiv 2406.18665): the share of prompts sent to the strong model against the performance gap
 * recovered, PGR = (r - r_weak) / (r_strong - r_weak). It begins at (0, 0), ends at (1, 1), is straight between its corners,
 * and is not monotone: a prompt that only the weak model answers lowers it.
 */
public final class Recovery {
    private final double[] shares;
    private final double[] recovered;
    private final boolean defined;

    /**
     * @param shares from 0 to 1, rising
     * @param recovered one for each share
     * @param defined the strong model scores higher; where it does not, there is no gap to recover and every number is NaN
     */
    Recovery(double[] shares, double[] recovered, boolean defined) {
        this.shares = shares;
        this.recovered = recovered;
        this.defined = defined;
    }

    public boolean defined() {
        return defined;
    }

    public int corners() {
        return shares.length;
    }

    public double share(int corner) {
        return shares[corner];
    }

    public double recovered(int corner) {
        return defined ? recovered[corner] : Double.NaN;
    }

    /** ∫₀¹ PGR d(share); 0.5 for a router that draws lots. */
    public double apgr() {
        double area = 0;
        for (int i = 1; i < shares.length; i++) {
            area += (shares[i] - shares[i - 1]) * (recovered(i) + recovered(i - 1)) / 2;
        }
        return defined ? area : Double.NaN;
    }

    /** CPT: the least share at which {@code wanted} of the gap, in (0,1], is recovered. */
    public double cpt(double wanted) {
        for (int i = 1; i < shares.length; i++) {
            if (recovered(i) >= wanted) {
                double before = recovered(i - 1);
                return shares[i - 1] + (shares[i] - shares[i - 1]) * (wanted - before) / (recovered(i) - before);
            }
        }
        return Double.NaN;
    }
}
