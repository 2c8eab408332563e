package dev.routeproof.harness.breakdown;

import dev.routeproof.harness.breakdown.Cells.Row;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.missing.LeeBounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dislike among those who rated, whom an arm may have chosen: rates weighted over the epochs, and the bounds of their
 * difference (statistics S8).
 *
 * @param baselineRated share of the default's requests that somebody rated
 * @param baselineDisliked share of those that were disliked
 * @param least of the difference, candidate minus default, that who answers allows
 * @param greatest of it
 * @param low least, less what chance allows
 * @param high greatest, and what chance allows
 */
public record Raters(
        double baselineRated,
        double candidateRated,
        double baselineDisliked,
        double candidateDisliked,
        double least,
        double greatest,
        double low,
        double high) {
    private static final int FEWEST = 20;
    private static final double LEVEL = 0.95;
    private static final int NONE = -1;

    private record Sides(LeeBounds.Share candidate, LeeBounds.Share baseline) {
        double weight() {
            return candidate.units() * baseline.units() / (candidate.units() + baseline.units());
        }
    }

    /** {@code epochs}: rows of both sides; the error is that of leaving out each bucket of units in turn. */
    static Result<Raters> of(Map<Integer, List<Row>> epochs) {
        Raters all = without(NONE, epochs);
        if (all == null) {
            return Result.notEstimable("In one arm nobody rated, so raters cannot be compared.");
        }
        List<Integer> buckets = epochs.values().stream()
                .flatMap(List::stream)
                .map(Row::bucket)
                .distinct()
                .toList();
        var left = new ArrayList<Raters>();
        for (int bucket : buckets) {
            Raters rest = without(bucket, epochs);
            if (rest != null) {
                left.add(rest);
            }
        }
        if (left.size() < FEWEST) {
            return Result.notEstimable("Too few units to tell raters from chance.");
        }
        double z = Normal.quantile((1 + LEVEL) / 2);
        double below = z * error(left.stream().mapToDouble(Raters::least).toArray());
        double above = z * error(left.stream().mapToDouble(Raters::greatest).toArray());
        return Result.value(new Raters(
                all.baselineRated,
                all.candidateRated,
                all.baselineDisliked,
                all.candidateDisliked,
                all.least,
                all.greatest,
                all.least - below,
                all.greatest + above));
    }

    private static @Nullable Raters without(int bucket, Map<Integer, List<Row>> epochs) {
        double weights = 0;
        double[] sums = new double[6];
        for (List<Row> rows : epochs.values()) {
            var sides = new Sides(share(rows, true, bucket), share(rows, false, bucket));
            if (LeeBounds.of(sides.candidate, sides.baseline)
                    instanceof Result.Value<LeeBounds.Bounds>(LeeBounds.Bounds bounds)) {
                double weight = sides.weight();
                weights += weight;
                sums[0] += weight * sides.baseline.answers() / sides.baseline.units();
                sums[1] += weight * sides.candidate.answers() / sides.candidate.units();
                sums[2] += weight * sides.baseline.hits() / sides.baseline.answers();
                sums[3] += weight * sides.candidate.hits() / sides.candidate.answers();
                sums[4] += weight * bounds.low();
                sums[5] += weight * bounds.high();
            }
        }
        if (weights == 0) {
            return null;
        }
        double least = sums[4] / weights;
        double greatest = sums[5] / weights;
        return new Raters(
                sums[0] / weights,
                sums[1] / weights,
                sums[2] / weights,
                sums[3] / weights,
                least,
                greatest,
                least,
                greatest);
    }

    private static LeeBounds.Share share(List<Row> rows, boolean candidate, int without) {
        long disliked = 0;
        long rated = 0;
        long requests = 0;
        for (Row row : rows) {
            if (row.candidate() == candidate && row.bucket() != without) {
                disliked += row.disliked();
                rated += row.rated();
                requests += row.n();
            }
        }
        return new LeeBounds.Share(disliked, rated, requests);
    }

    /** Standard error from the values with one bucket left out each (the jackknife). */
    private static double error(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares * (values.length - 1) / values.length);
    }
}
