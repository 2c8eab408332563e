package dev.routeproof.harness.analyse;

import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.PairedCounts;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.mean.ClusteredMean;
import dev.routeproof.stats.paired.PairedDifferences;
import dev.routeproof.stats.proportion.ProportionIntervals;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One model's score of each prompt, in [0,1]: the mean over its scored samples. Prompts without a scored sample are not
 * in it.
 */
public final class PromptScores {
    /** Level of every interval. */
    public static final double LEVEL = 0.95;

    private final Map<PromptKey, Score> scores;

    private PromptScores(Map<PromptKey, Score> scores) {
        this.scores = scores;
    }

    /** {@code calls} are all of one model. */
    static PromptScores of(Collection<GradedCall> calls) {
        Map<PromptKey, double[]> sums = new LinkedHashMap<>();
        Map<PromptKey, String> clusters = new HashMap<>();
        for (GradedCall call : calls) {
            if (call.value() != null) {
                double[] sum = sums.computeIfAbsent(call.prompt(), key -> new double[2]);
                sum[0] += call.value();
                sum[1]++;
                clusters.put(call.prompt(), call.clusterKey());
            }
        }
        Map<PromptKey, Score> scores = new LinkedHashMap<>();
        sums.forEach((key, sum) -> scores.put(key, new Score(sum[0] / sum[1], clusters.getOrDefault(key, key.item()))));
        return new PromptScores(scores);
    }

    /** In the order of the run. */
    public Map<PromptKey, Score> byPrompt() {
        return scores;
    }

    /** Prompts with a score. */
    public int n() {
        return scores.size();
    }

    /** Mean over prompts; 0 without any. */
    public double mean() {
        return scores.values().stream().mapToDouble(Score::value).average().orElse(0);
    }

    /**
     * Mean score with its 95 % interval: Jeffreys where every score is 0 or 1 and every prompt stands alone, else the
     * cluster-aware standard error, cut to [0,1].
     */
    public Result<Estimate> quality() {
        if (scores.isEmpty()) {
            return Result.notEstimable("no scored answer");
        }
        Sampled sampled = Sampled.of(scores.values());
        if (sampled.binary() && sampled.independent()) {
            return ProportionIntervals.jeffreys(successes(), LEVEL);
        }
        return switch (ClusteredMean.interval(sampled.values, sampled.clusters, LEVEL)) {
            case Result.Value<Estimate>(Estimate e) ->
                Result.value(new Estimate(e.value(), Math.max(0, e.low()), Math.min(1, e.high()), LEVEL));
            case Result.NotEstimable<Estimate>(String reason) ->
                sampled.binary() ? withoutSpread(sampled) : Result.notEstimable(reason);
        };
    }

    /** All clusters agree: the interval of as many trials as there are clusters. */
    private Result<Estimate> withoutSpread(Sampled sampled) {
        long clusters = sampled.clusterCount();
        return ProportionIntervals.jeffreys(new Counts(Math.round(mean() * clusters), clusters), LEVEL);
    }

    private Counts successes() {
        return new Counts(scores.values().stream().filter(s -> s.value() == 1).count(), scores.size());
    }

    /**
     * This model minus {@code other} on the prompts both have a score for, with its 95 % interval: Newcombe's paired
     * interval for pass/fail prompts that stand alone, else the cluster-aware standard error of the differences.
     */
    public Paired minus(PromptScores other) {
        List<PromptKey> shared =
                scores.keySet().stream().filter(other.scores::containsKey).toList();
        if (shared.isEmpty()) {
            return new Paired(0, Result.notEstimable("no prompt in common"));
        }
        Sampled mine = Sampled.of(shared.stream().map(this::score).toList());
        Sampled theirs = Sampled.of(shared.stream().map(other::score).toList());
        if (mine.binary() && theirs.binary() && mine.independent()) {
            return new Paired(shared.size(), PairedDifferences.newcombe(mine.against(theirs), LEVEL));
        }
        return new Paired(shared.size(), ClusteredMean.interval(mine.minus(theirs), mine.clusters, LEVEL));
    }

    private Score score(PromptKey key) {
        Score score = scores.get(key);
        if (score == null) {
            throw new IllegalStateException("no score for " + key);
        }
        return score;
    }

    /** A prompt's score and the name of its cluster. */
    public record Score(double value, String cluster) {}

    /** A difference and the number of prompts behind it. */
    public record Paired(int n, Result<Estimate> difference) {}

    /** Scores as arrays, clusters numbered. */
    private static final class Sampled {
        private final double[] values;
        private final int[] clusters;

        private Sampled(double[] values, int[] clusters) {
            this.values = values;
            this.clusters = clusters;
        }

        static Sampled of(Collection<Score> scores) {
            Map<String, Integer> numbers = new HashMap<>();
            int[] clusters = scores.stream()
                    .mapToInt(s -> numbers.computeIfAbsent(s.cluster(), key -> numbers.size()))
                    .toArray();
            return new Sampled(scores.stream().mapToDouble(Score::value).toArray(), clusters);
        }

        boolean binary() {
            for (double value : values) {
                if (value != 0 && value != 1) {
                    return false;
                }
            }
            return true;
        }

        long clusterCount() {
            return Arrays.stream(clusters).distinct().count();
        }

        boolean independent() {
            return clusterCount() == values.length;
        }

        double[] minus(Sampled other) {
            double[] differences = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                differences[i] = values[i] - other.values[i];
            }
            return differences;
        }

        PairedCounts against(Sampled other) {
            int[] cells = new int[4];
            for (int i = 0; i < values.length; i++) {
                cells[(values[i] == 1 ? 0 : 2) + (other.values[i] == 1 ? 0 : 1)]++;
            }
            return new PairedCounts(cells[0], cells[1], cells[2], cells[3]);
        }
    }
}
