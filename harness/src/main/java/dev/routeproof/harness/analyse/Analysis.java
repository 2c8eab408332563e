package dev.routeproof.harness.analyse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run cut by model and task type; the calls of each cut are gone through once. */
public final class Analysis {
    /** The task type of what covers all of them. */
    public static final String ALL = "all";

    private static final List<String> USUAL_ORDER = List.of("simple", "code", "reasoning", "complex");

    private final RunData data;
    private final List<String> taskTypes;
    private final Map<Cut, List<GradedCall>> calls = new LinkedHashMap<>();
    private final Map<Cut, Summary> summaries = new LinkedHashMap<>();
    private final Map<Cut, PromptScores> scores = new LinkedHashMap<>();

    private Analysis(RunData data) {
        this.data = data;
        this.taskTypes = data.calls().stream()
                .map(GradedCall::taskType)
                .distinct()
                .sorted(Analysis::inUsualOrder)
                .toList();
        for (GradedCall call : data.calls()) {
            calls.computeIfAbsent(new Cut(call.model(), ALL), key -> new ArrayList<>())
                    .add(call);
            calls.computeIfAbsent(new Cut(call.model(), call.taskType()), key -> new ArrayList<>())
                    .add(call);
        }
        calls.forEach((cut, part) -> {
            var scored = PromptScores.of(part);
            summaries.put(cut, Summary.of(cut.model, cut.taskType, part, scored));
            scores.put(cut, scored);
        });
    }

    public static Analysis of(RunData data) {
        return new Analysis(data);
    }

    private static int inUsualOrder(String a, String b) {
        int rankA = USUAL_ORDER.indexOf(a);
        int rankB = USUAL_ORDER.indexOf(b);
        if (rankA >= 0 && rankB >= 0) {
            return Integer.compare(rankA, rankB);
        }
        return rankA == rankB ? a.compareTo(b) : Integer.compare(rankB, rankA);
    }

    public RunData data() {
        return data;
    }

    /** The task types that occur: the default four first, others by name. */
    public List<String> taskTypes() {
        return taskTypes;
    }

    /** Models with at least one call, in the catalog's order. */
    public List<String> models() {
        return data.models().stream()
                .map(RunData.ModelRow::model)
                .filter(model -> calls.containsKey(new Cut(model, ALL)))
                .toList();
    }

    /** Empty where the model has no call of that task type. */
    public Optional<Summary> summary(String model, String taskType) {
        return Optional.ofNullable(summaries.get(new Cut(model, taskType)));
    }

    /** Empty of scores where the model has none. */
    public PromptScores scores(String model, String taskType) {
        PromptScores found = scores.get(new Cut(model, taskType));
        return found == null ? PromptScores.of(List.of()) : found;
    }

    /** Every call of a cut; none where there is none. */
    public List<GradedCall> calls(String model, String taskType) {
        return calls.getOrDefault(new Cut(model, taskType), List.of());
    }

    private record Cut(String model, String taskType) {}
}
