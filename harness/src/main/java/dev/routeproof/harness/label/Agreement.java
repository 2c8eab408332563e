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
    private static final double LEVEL = 0.95;

    private long prompts;
    private long labelled;
    private long right;
    private final Confidences confidences = new Confidences();
    private final Overlaps overlaps = new Overlaps();
    private final Map<String, long[]> perLabel = new TreeMap<>();
    private final Map<String, Map<String, Long>> confusion = new TreeMap<>();
    private final Map<String, Long> mix = new TreeMap<>();
    private final Map<String, Long> stages = new TreeMap<>();

    public void add(PromptLine line, Classification answer) {
        prompts++;
        stages.merge(answer.stage() == null ? "none" : answer.stage(), 1L, Long::sum);
        overlaps.add(line.id(), answer);
        String given = answer.taskType() == null ? "none" : answer.taskType().label();
        mix.merge(given, 1L, Long::sum);
        if (line.accepted().isEmpty()) {
            return;
        }
        boolean agrees = line.accepted().contains(given);
        String usual = agrees ? given : line.accepted().getFirst();
        labelled++;
        right += agrees ? 1 : 0;
        confidences.add(answer.confidence(), agrees);
        long[] counts = perLabel.computeIfAbsent(usual, label -> new long[2]);
        counts[0]++;
        counts[1] += agrees ? 1 : 0;
        confusion.computeIfAbsent(usual, label -> new TreeMap<>()).merge(given, 1L, Long::sum);
    }

    /** All prompts, labelled or not. */
    public long prompts() {
        return prompts;
    }

    /** Prompts with a label. */
    public long n() {
        return labelled;
    }

    /** How many of the labelled prompts got an accepted label. */
    public Counts counts() {
        return new Counts(right, labelled);
    }

    /** Share of accepted labels with its 95 % Jeffreys interval. */
    public Result<Estimate> accuracy() {
        return ProportionIntervals.jeffreys(counts(), LEVEL);
    }

    /** Share of accepted labels of one task type, by which the prompt counts where several are accepted. */
    public Map<String, Counts> perLabel() {
        var counts = new TreeMap<String, Counts>();
        perLabel.forEach((label, pair) -> counts.put(label, new Counts(pair[1], pair[0])));
        return counts;
    }

    /** The confidences of the labelled prompts. */
    public Confidences confidences() {
        return confidences;
    }

    /** Labels that come close to each other, on all prompts. */
    public Overlaps overlaps() {
        return overlaps;
    }

    /** Label, then the answer given, then how often. */
    public Map<String, Map<String, Long>> confusion() {
        return confusion;
    }

    /** How often each label was given, on all prompts. */
    public Map<String, Long> mix() {
        return mix;
    }

    /** How many prompts each stage decided. */
    public Map<String, Long> stages() {
        return stages;
    }
}
