package dev.routeproof.routing.classify;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a cascade made of a prompt, and how.
 *
 * @param evidence reasons for the answer, strongest first; empty where it was not asked to explain
 * @param stages what each stage said that was asked, in order
 * @param calls models that were asked and answered, in order; empty where the answer was known before
 * @param micros that the whole took
 * @param late the deadline passed before a stage was believed
 * @param cached an equal prompt was decided before
 */
public record Cascaded(
        Classification classification,
        List<Evidence> evidence,
        List<StageReport> stages,
        List<StageCall> calls,
        long micros,
        boolean late,
        boolean cached) {
    public Cascaded {
        evidence = List.copyOf(evidence);
        stages = List.copyOf(stages);
        calls = List.copyOf(calls);
    }

    /** Stages that broke or came too late. */
    public long failures() {
        long failures = 0;
        for (StageReport stage : stages) {
            failures += stage.said() == StageReport.Said.FAILED || stage.said() == StageReport.Said.LATE ? 1 : 0;
        }
        return failures;
    }

    /** The chain of what the stages said. */
    public String sentence() {
        String chain = stages.stream().map(StageReport::sentence).collect(Collectors.joining("; "));
        return (cached ? "as decided before: " : "") + chain;
    }
}
