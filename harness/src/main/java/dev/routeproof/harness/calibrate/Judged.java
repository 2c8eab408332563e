package dev.routeproof.harness.calibrate;

import dev.routeproof.routing.table.Mode;
import dev.routeproof.stats.select.Contrasts;
import dev.routeproof.stats.select.Posterior;
import dev.routeproof.stats.select.TiedSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A slice with its posterior: which contender meets which objective. */
final class Judged {
    private static final double[] TIMES = {1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 14, 20, 30, 40, 64};

    private final Slice slice;
    private final Contrasts contrasts;
    private final Posterior posterior;
    private final long seed;

    Judged(Slice slice, Contrasts contrasts, long seed) {
        this.slice = slice;
        this.contrasts = contrasts;
        this.seed = seed;
        this.posterior = Posterior.of(contrasts, slice.logPrices(), seed);
    }

    Slice slice() {
        return slice;
    }

    Posterior posterior() {
        return posterior;
    }

    /** The cheapest contender within {@code margin} of the best with 90 % probability. */
    OptionalInt cheapestWithin(double margin) {
        return cheapestWithin(posterior, margin);
    }

    private OptionalInt cheapestWithin(Posterior judged, double margin) {
        return IntStream.range(0, slice.contenders().size())
                .filter(j -> judged.withinOfBest(j, margin) >= Objective.SURE)
                .boxed()
                .min(Comparator.comparingDouble(this::cost).thenComparing(j -> -judged.expected(j)))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    private double cost(int j) {
        Double cost = slice.contenders().get(j).costUsd();
        return cost == null ? Double.MAX_VALUE : cost;
    }

    /** The best expected quality; a near-tie that was measured to be faster goes first. */
    int bestOrFasterNearTie() {
        int best = posterior.best();
        double least = posterior.expected(best) - Objective.NEAR_TIE;
        return IntStream.range(0, slice.contenders().size())
                .filter(j -> j == best || (posterior.expected(j) >= least && faster(j, best) > 0))
                .boxed()
                .min(Comparator.comparingDouble(this::latency).thenComparing(j -> -posterior.expected(j)))
                .orElse(best);
    }

    private double latency(int j) {
        Double latency = slice.contenders().get(j).latencyP50();
        return latency == null ? Double.MAX_VALUE : latency;
    }

    /** Share by which {@code pick} is faster than {@code other}; 0 where not measured. */
    double faster(int pick, int other) {
        Double mine = slice.contenders().get(pick).latencyP50();
        Double theirs = slice.contenders().get(other).latencyP50();
        return mine == null || theirs == null || theirs <= 0 ? 0 : 1 - mine / theirs;
    }

    /**
     * Share of {@code current}'s cost that {@code pick} saves; 0 where both are free, null where a cost is unknown or
     * only {@code current} is free.
     */
    @Nullable
    Double saving(int pick, int current) {
        Double mine = slice.contenders().get(pick).costUsd();
        Double theirs = slice.contenders().get(current).costUsd();
        if (mine == null || theirs == null) {
            return null;
        }
        if (mine.equals(theirs)) {
            return 0.0;
        }
        return theirs <= 0 ? null : Double.valueOf(1 - mine / theirs);
    }

    /** Models that cannot be told from the best at 95 %, best first. */
    List<String> tied() {
        return IntStream.of(TiedSet.of(contrasts, 0.05))
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -posterior.expected(j)))
                .map(j -> slice.contenders().get(j).model())
                .toList();
    }

    /**
     * How many more prompts until some model would qualify, if the means stayed as they are: by bisection, because more
     * prompts only make the best surer.
     */
    String promptsMissing(Mode mode) {
        int below = -1;
        int enough = TIMES.length;
        while (enough - below > 1) {
            int middle = (below + enough) / 2;
            Posterior later = Posterior.of(contrasts.asIfMeasured(TIMES[middle]), slice.logPrices(), seed);
            if (cheapestWithin(later, Objective.margin(mode)).isPresent()) {
                enough = middle;
            } else {
                below = middle;
            }
        }
        if (enough == TIMES.length) {
            return "more than " + (long) ((TIMES[TIMES.length - 1] - 1) * slice.n()) + " more prompts";
        }
        return "about " + (long) Math.ceil((TIMES[enough] - 1) * slice.n() / 10) * 10 + " more prompts";
    }
}
