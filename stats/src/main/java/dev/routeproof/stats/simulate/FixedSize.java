package dev.routeproof.stats.simulate;

/** Units that a test with one planned look needs for 80 % power at a one-sided α of 5 %. */
final class FixedSize {
    private static final double Z_POWER = 0.8416212335729143;

    private FixedSize() {}

    /**
     * {@code (z_0.95 + z_0.80)² (p1(1−p1)/π + p0(1−p0)/(1−π)) / distance²}, both arms together; {@code distance}
     * between the truth and the null.
     */
    static double units(double baseline, double candidate, double share, double distance) {
        double quantiles = WatchedMeans.Z_ONE_SIDED + Z_POWER;
        double variance = candidate * (1 - candidate) / share + baseline * (1 - baseline) / (1 - share);
        return quantiles * quantiles * variance / (distance * distance);
    }
}
