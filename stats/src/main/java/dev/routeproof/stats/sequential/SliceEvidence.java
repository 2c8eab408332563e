package dev.routeproof.stats.sequential;

import dev.routeproof.stats.Result;
import java.util.List;

/** How the e-processes of one slice's metrics become one (statistics S3). */
public final class SliceEvidence {
    private SliceEvidence() {}

    /**
     * The evidence of harm on any metric: the mean of the e-values now, as a log wealth. A mean of e-processes is an
     * e-process under any dependence, so no α is split over the metrics. A metric without evidence has wealth 1.
     */
    public static Result<Double> harm(List<Result<Evidence>> metrics) {
        if (metrics.stream().noneMatch(m -> m instanceof Result.Value)) {
            return new Result.NotEstimable<>("No metric of this slice has evidence yet.");
        }
        double[] logs = metrics.stream()
                .mapToDouble(m -> m instanceof Result.Value<Evidence>(Evidence e) ? e.logWealth() : 0)
                .toArray();
        return new Result.Value<>(logMean(logs));
    }

    /**
     * The evidence for every component at once, as an always-valid p-value: the largest of theirs (intersection-union,
     * Berger 1982). Not estimable while any component is.
     */
    public static Result<Double> promotionP(List<Result<Evidence>> components) {
        double largest = 0;
        for (Result<Evidence> component : components) {
            switch (component) {
                case Result.NotEstimable<Evidence>(String reason) -> {
                    return new Result.NotEstimable<>(reason);
                }
                case Result.Value<Evidence>(Evidence evidence) -> largest = Math.max(largest, evidence.anytimeP());
            }
        }
        return components.isEmpty()
                ? new Result.NotEstimable<>("Nothing was asked to be shown.")
                : new Result.Value<>(largest);
    }

    private static double logMean(double[] logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / logs.length);
    }
}
