package dev.routeproof.harness.label;

import dev.routeproof.routing.classify.Classification;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.proportion.ProportionIntervals;
import java.util.Map;
import java.util.TreeMap;

/** How often a classifier gives one of the accepted labels, and whether its confidence says so honestly. */
public final class Agreement {
    private static final int BINS = 10;
    private static final double LEVEL = 0.95;

    private long labelled;
    private long right;
    private final long[] binRight = new long[BINS];
    private final double[] binConfidence = new double[BINS];
    private final Map<String, long[]> perLabel = new TreeMap<>();
    private final Map<String, Map<String, Long>> confusion = new TreeMap<>();
    private final Map<String, Long> stages = new TreeMap<>();

    public void add(PromptLine line, Classification answer) {
        stages.merge(answer.stage() == null ? "none" : answer.stage(), 1L, Long::sum);
        if (line.accepted().isEmpty()) {
            return;
        }
        String given = answer.taskType() == null ? "none" : answer.taskType().label();
        boolean agrees = line.accepted().contains(given);
        String usual = agrees ? given : line.accepted().getFirst();
        labelled++;
        right += agrees ? 1 : 0;
        int bin = Math.min(BINS - 1, (int) (answer.confidence() * BINS));
        binRight[bin] += agrees ? 1 : 0;
        binConfidence[bin] += answer.confidence();
        long[] counts = perLabel.computeIfAbsent(usual, label -> new long[2]);
        counts[0]++;
        counts[1] += agrees ? 1 : 0;
        confusion.computeIfAbsent(usual, label -> new TreeMap<>()).merge(given, 1L, Long::sum);
    }

    /** Prompts with a label. */
    public long n() {
        return labelled;
    }

    /** Share of accepted labels with its 95 % Jeffreys interval. */
    public Result<Estimate> accuracy() {
        return ProportionIntervals.jeffreys(new Counts(right, labelled), LEVEL);
    }

    /** Share of accepted labels of one task type, by which the prompt counts where several are accepted. */
    public Map<String, Counts> perLabel() {
        var counts = new TreeMap<String, Counts>();
        perLabel.forEach((label, pair) -> counts.put(label, new Counts(pair[1], pair[0])));
        return counts;
    }

    /**
     * Expected calibration error in ten bins of equal width: mean distance of confidence and accuracy, weighted by the
     * prompts in each; NaN without labels.
     */
    public double calibrationError() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(binConfidence[bin] - binRight[bin]);
        }
        return sum / labelled;
    }

    /** Label, then the answer given, then how often. */
    public Map<String, Map<String, Long>> confusion() {
        return confusion;
    }

    /** How many prompts each stage decided. */
    public Map<String, Long> stages() {
        return stages;
    }
}
