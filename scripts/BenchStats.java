import dev.routeproof.stats.sequential.AssignmentBet;
import dev.routeproof.stats.sequential.DifferenceSequence;
import dev.routeproof.stats.sequential.MarginBet;
import dev.routeproof.stats.sequential.Sides;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;

/** A million unit values (means of ten requests) through the monitors of one metric: harm, margin and interval. */
public final class BenchStats {
    private static final int VALUES = 1_000_000;
    private static final double LIMIT_SECONDS = 1.0;

    public static void main(String[] args) {
        boolean slow = false;
        for (double share : new double[] {0.5, 0.05}) {
            for (boolean fractional : new boolean[] {false, true}) {
                slow |= seconds(share, fractional) > LIMIT_SECONDS;
            }
        }
        System.exit(slow ? 5 : 0);
    }

    /** The first pass warms up and measures memory; the second counts the time. */
    private static double seconds(double share, boolean fractional) {
        SplittableRandom random = new SplittableRandom(1);
        boolean[] candidate = new boolean[VALUES];
        double[] value = new double[VALUES];
        for (int i = 0; i < VALUES; i++) {
            candidate[i] = random.nextDouble() < share;
            for (int request = 0; request < 10; request++) {
                value[i] += random.nextDouble() < 0.1 ? 0.1 : 0;
            }
            value[i] = fractional ? Math.min(1, value[i]) : value[i] > 0.15 ? 1 : 0;
        }
        double seconds = 0;
        long grown = 0;
        String evidence = "";
        for (int pass = 0; pass < 2; pass++) {
            long early = 0;
            AssignmentBet harm = new AssignmentBet(Sides.HIGHER, 0.02);
            MarginBet margin = new MarginBet(0.02);
            DifferenceSequence interval = new DifferenceSequence(0.025);
            long start = cpuNanos();
            for (int i = 0; i < VALUES; i++) {
                harm.observe(candidate[i], value[i], share);
                margin.observe(candidate[i], value[i], share);
                interval.observe(candidate[i], value[i], share);
                if (pass == 0 && i == 1_000) {
                    early = used();
                }
            }
            seconds = (cpuNanos() - start) / 1e9;
            if (pass == 0) {
                grown = used() - early;
            }
            evidence = harm.evidence() + " " + margin.evidence() + " " + interval.estimate();
        }
        System.out.printf(
                "%,d %s values at share %.2f: %.2f s of one core, %,d KiB more memory than after a thousand%n",
                VALUES, fractional ? "fractional" : "0/1", share, seconds, Math.max(0, grown) / 1024);
        if (evidence.contains("NotEstimable")) {
            throw new IllegalStateException(evidence);
        }
        return seconds;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
