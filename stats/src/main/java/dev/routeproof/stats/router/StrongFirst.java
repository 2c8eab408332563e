package dev.routeproof.stats.router;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The order in which a router would send prompts to the strong one of two models; prompts it rates alike go together. */
public final class StrongFirst {
    private final int[] order;
    private final boolean[] lastOfItsRate;

    private StrongFirst(int[] order, boolean[] lastOfItsRate) {
        this.order = order;
        this.lastOfItsRate = lastOfItsRate;
    }

    /** {@code need}: how much each prompt needs the strong model, in any unit; the higher, the sooner. */
    public static StrongFirst by(double[] need) {
        int[] order = IntStream.range(0, need.length)
                .boxed()
                .sorted(Comparator.comparingDouble(prompt -> -need[prompt]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] last = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            last[i] = i + 1 == order.length || need[order[i]] != need[order[i + 1]];
        }
        return new StrongFirst(order, last);
    }

    /**
     * What is recovered of the gap between the two models as more prompts go to the strong one.
     *
     * @param weak the weak model's score of each prompt
     * @param strong the strong model's
     * @param weights how often each prompt counts
     */
    public Recovery recovery(double[] weak, double[] strong, double[] weights) {
        double all = 0;
        double gap = 0;
        for (int prompt : order) {
            all += weights[prompt];
            gap += weights[prompt] * (strong[prompt] - weak[prompt]);
        }
        double[] shares = new double[order.length + 1];
        double[] recovered = new double[order.length + 1];
        int corners = 1;
        double sent = 0;
        double gained = 0;
        double noted = 0;
        for (int i = 0; i < order.length; i++) {
            int prompt = order[i];
            sent += weights[prompt];
            gained += weights[prompt] * (strong[prompt] - weak[prompt]);
            if (lastOfItsRate[i] && sent > noted) {
                shares[corners] = sent / all;
                recovered[corners] = gained / gap;
                corners++;
                noted = sent;
            }
        }
        return new Recovery(Arrays.copyOf(shares, corners), Arrays.copyOf(recovered, corners), gap > 0);
    }
}
