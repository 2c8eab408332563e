package dev.routeproof.harness.score;

import dev.routeproof.stats.Result;
import java.util.List;

/** Scores of several answers to one prompt, made one. */
public final class Repeats {
    private Repeats() {}

    /** The mean value; not estimable where none was scored. */
    public static Result<Double> mean(List<Score> scores) {
        double[] values = values(scores);
        if (values.length == 0) {
            return new Result.NotEstimable<>("None of the " + scores.size() + " answers was scored.");
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return new Result.Value<>(sum / values.length);
    }

    /**
     * The probability that at least one of {@code k} answers is right (value 1), estimated without bias from {@code n}
     * scored ones of which {@code c} are right: 1 − C(n−c, k) / C(n, k) (Chen et al. 2021, equation 1).
     */
    public static Result<Double> passAt(int k, List<Score> scores) {
        if (k < 1) {
            throw new IllegalArgumentException("pass@k needs k of at least 1, not " + k);
        }
        double[] values = values(scores);
        int n = values.length;
        if (n < k) {
            return new Result.NotEstimable<>("pass@" + k + " needs " + k + " scored answers; there are " + n + ".");
        }
        int wrong = 0;
        for (double value : values) {
            wrong += value < 1 ? 1 : 0;
        }
        double allWrong = 1;
        for (int i = 0; i < k; i++) {
            allWrong *= Math.max(0, wrong - i) / (double) (n - i);
        }
        return new Result.Value<>(1 - allWrong);
    }

    private static double[] values(List<Score> scores) {
        return scores.stream()
                .filter(Score.Scored.class::isInstance)
                .mapToDouble(score -> ((Score.Scored) score).value())
                .toArray();
    }
}
