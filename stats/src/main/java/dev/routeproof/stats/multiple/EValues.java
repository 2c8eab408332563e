package dev.routeproof.stats.multiple;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Procedures on e-values: non-negative numbers whose expectation under their null is at most 1. */
public final class EValues {
    private EValues() {}

    /**
     * e-BH: rejects the k largest, k the greatest with the k-th largest at least m/(α k); false discovery rate at most
     * α under any dependence (Wang and Ramdas, JRSS B 84, 2022). α in (0,1).
     *
     * @return for each e-value, in the order given, whether its hypothesis is rejected
     */
    public static boolean[] benjaminiHochberg(double alpha, double... eValues) {
        check(eValues);
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha lies in (0,1), not " + alpha);
        }
        int m = eValues.length;
        Integer[] order = IntStream.range(0, m).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> eValues[i]).reversed());
        int rejected = 0;
        for (int k = 1; k <= m; k++) {
            if (eValues[order[k - 1]] >= m / (alpha * k)) {
                rejected = k;
            }
        }
        boolean[] result = new boolean[m];
        for (int k = 0; k < rejected; k++) {
            result[order[k]] = true;
        }
        return result;
    }

    /** The mean of e-values of the same null: an e-value under any dependence (Vovk and Wang, 2021). At least one. */
    public static double average(double... eValues) {
        check(eValues);
        return Arrays.stream(eValues).average().orElseThrow();
    }

    private static void check(double... eValues) {
        for (double e : eValues) {
            if (!(e >= 0)) {
                throw new IllegalArgumentException("an e-value is at least 0, not " + e);
            }
        }
    }
}
