package dev.routeproof.stats.power;

import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.distribution.Roots;
import dev.routeproof.stats.groupsequential.Boundary;
import dev.routeproof.stats.groupsequential.Spending;
import java.util.Arrays;

/**
 * How many units, of both arms together, a slice needs before its verdict can be reached, in three kinds: one look at a
 * fixed number, a few planned looks (Lan-DeMets, O'Brien-Fleming), and a look after every unit.
 *
 * @param rate baseline share of bad requests, in (0,1), as a rater of every request would see it
 * @param effect smallest harm worth finding, in rate, above 0
 * @param margin largest harm that still counts as "not worse", in rate, above 0
 * @param share of units in the candidate arm, in (0,1)
 * @param requestsPerUnit requests averaged into a unit's value, at least 1
 * @param icc intraclass correlation of requests within a unit, in [0,1]
 * @param feedbackRate share of requests that are rated, in (0,1]; the rest count as good, which dilutes rate, effect and
 *     margin alike
 */
public record DecisionPlan(
        double rate,
        double effect,
        double margin,
        double share,
        double requestsPerUnit,
        double icc,
        double feedbackRate) {
    /** What watching every unit may cost over one look, as our simulations bound it: harm 1.75, not-worse 3. */
    private static final double WATCHED_HARM = 1.75;

    private static final double WATCHED_MARGIN = 3;

    public DecisionPlan {
        if (!(rate > 0 && rate < 1 && effect > 0 && margin > 0 && share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "rate " + rate + ", effect " + effect + ", margin " + margin + ", share " + share);
        }
        if (!(requestsPerUnit >= 1 && icc >= 0 && icc <= 1 && feedbackRate > 0 && feedbackRate <= 1)) {
            throw new IllegalArgumentException(
                    "requests a unit " + requestsPerUnit + ", icc " + icc + ", feedback rate " + feedbackRate);
        }
    }

    /** 1 + (K - 1)ρ: by how much correlation inflates the variance of a unit's K requests. */
    public double designEffect() {
        return 1 + (requestsPerUnit - 1) * icc;
    }

    /** Units to find the effect with one look by a one-sided z-test. */
    public Result<Double> fixedHarm(SampleSize.Goal goal) {
        double seen = rate * feedbackRate;
        double harmed = Math.min(1, (rate + effect) * feedbackRate);
        return SampleSize.totalForMeans(
                harmed - seen, unitVariance(harmed), share, unitVariance(seen), 1 - share, goal);
    }

    /** Units to show "not worse by the margin" with one look, when the truth is no difference. */
    public Result<Double> fixedMargin(SampleSize.Goal goal) {
        double seen = rate * feedbackRate;
        return SampleSize.totalForMeans(
                margin * feedbackRate, unitVariance(seen), share, unitVariance(seen), 1 - share, goal);
    }

    /** Units to find the effect while looking after every unit: at most 1.75 times {@link #fixedHarm}. */
    public Result<Double> watchedHarm(SampleSize.Goal goal) {
        return fixedHarm(goal).map(n -> WATCHED_HARM * n);
    }

    /** Units to show the margin while looking after every unit: at most 3 times {@link #fixedMargin}. */
    public Result<Double> watchedMargin(SampleSize.Goal goal) {
        return fixedMargin(goal).map(n -> WATCHED_MARGIN * n);
    }

    /** Units to find the effect with {@code looks} equally spaced looks, if the last is reached. */
    public Result<Double> groupSequentialHarm(SampleSize.Goal goal, int looks) {
        return fixedHarm(goal).flatMap(n -> inflation(goal, looks).map(factor -> factor * n));
    }

    /** Units over those of a single look that looking {@code looks} times costs at the same α and power; at least 1. */
    public static Result<Double> inflation(SampleSize.Goal goal, int looks) {
        double[] fractions = new double[looks];
        Arrays.setAll(fractions, k -> (k + 1d) / looks);
        boolean twoSided = goal.alternative() == Alternative.TWO_SIDED;
        return Boundary.of(fractions, goal.alpha(), twoSided, new Spending.ObrienFleming())
                .map(boundary -> {
                    double drift = Roots.increasing(d -> boundary.power(d) - goal.power(), 0, 20);
                    double single = goal.zAlpha() + Normal.quantile(goal.power());
                    return drift * drift / (single * single);
                });
    }

    /** Variance of a unit's mean over its requests when the seen rate is p. */
    private double unitVariance(double p) {
        return p * (1 - p) * designEffect() / requestsPerUnit;
    }
}
