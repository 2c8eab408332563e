package dev.routeproof.harness.label;

import dev.routeproof.routing.classify.Cascaded;
import dev.routeproof.routing.classify.StageReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.LongStream;

/** What each stage of a cascade did over many prompts, and how long it took. */
public final class StageTimes {
    /**
     * One stage.
     *
     * @param asked prompts that came to it
     * @param decided prompts it ended
     * @param failed prompts on which it broke or came too late
     * @param p50Micros median time
     */
    public record Stage(long asked, long decided, long failed, double p50Micros, double p99Micros) {}

    private final Map<String, LongStream.Builder> micros = new LinkedHashMap<>();
    private final Map<String, long[]> counts = new LinkedHashMap<>();

    public void add(Cascaded answer) {
        for (StageReport report : answer.stages()) {
            micros.computeIfAbsent(report.kind(), kind -> LongStream.builder()).add(report.micros());
            long[] count = counts.computeIfAbsent(report.kind(), kind -> new long[2]);
            switch (report.said()) {
                case BELIEVED -> count[0]++;
                case FAILED, LATE -> count[1]++;
                case DOUBTED, SILENT -> {}
            }
        }
    }

    /** By kind, in the order they were first asked. */
    public SequencedMap<String, Stage> byKind() {
        var stages = new LinkedHashMap<String, Stage>();
        micros.forEach((kind, times) -> {
            long[] sorted = times.build().sorted().toArray();
            long[] count = counts.getOrDefault(kind, new long[2]);
            stages.put(kind, new Stage(sorted.length, count[0], count[1], at(sorted, 0.5), at(sorted, 0.99)));
        });
        return stages;
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(Math.floor(share * sorted.length)))];
    }
}
