package dev.routeproof.routing.classify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The task types in use, 2 to 8, each with a rubric sentence that says what belongs to it. */
public record Taxonomy(SequencedMap<TaskType, String> rubrics) {
    /** {@code simple}, {@code code}, {@code reasoning}, {@code complex}. */
    public static final Taxonomy DEFAULT = defaultTaxonomy();

    public Taxonomy {
        if (rubrics.size() < 2 || rubrics.size() > 8) {
            throw new IllegalArgumentException("a taxonomy has 2 to 8 task types, not " + rubrics.size());
        }
        rubrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(rubrics));
    }

    public List<TaskType> taskTypes() {
        return List.copyOf(rubrics.keySet());
    }

    private static Taxonomy defaultTaxonomy() {
        var rubrics = new LinkedHashMap<TaskType, String>();
        rubrics.put(
                new TaskType("simple"),
                "Short factual questions, extraction, formatting, translation, classification: one step, known answer.");
        rubrics.put(
                new TaskType("code"),
                "Writing, debugging, explaining or predicting the output of program code, queries and scripts.");
        rubrics.put(
                new TaskType("reasoning"),
                "Word problems, mathematics, logic and planning: several dependent steps to one checkable answer.");
        rubrics.put(
                new TaskType("complex"),
                "Long or open-ended work: synthesis of documents, research-style analysis, long context, full reports.");
        return new Taxonomy(rubrics);
    }
}
