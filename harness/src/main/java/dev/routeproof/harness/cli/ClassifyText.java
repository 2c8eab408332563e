package dev.routeproof.harness.cli;

import dev.routeproof.harness.label.Agreement;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Evidence;
import dev.routeproof.routing.classify.Explained;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What {@code harness classify} prints. */
final class ClassifyText {
    private ClassifyText() {}

    static Map<String, Object> object(Explained answer, long micros) {
        Classification given = answer.classification();
        var scores = new LinkedHashMap<String, Double>();
        given.scores().forEach((label, score) -> scores.put(label.label(), score));
        var object = head();
        object.put(
                "task_type", given.taskType() == null ? null : given.taskType().label());
        object.put("confidence", given.confidence());
        object.put("scores", scores);
        object.put("stage", given.stage());
        object.put("evidence", answer.evidence().stream().map(Evidence::sign).toList());
        object.put("micros", micros);
        return object;
    }

    static String sentence(Explained answer) {
        Classification given = answer.classification();
        var text = new StringBuilder();
        String label = given.taskType() == null ? "unknown" : given.taskType().label();
        text.append(
                String.format(Locale.ROOT, "%s, %.0f %% sure (%s)%n", label, 100 * given.confidence(), given.stage()));
        answer.evidence()
                .forEach(reason ->
                        text.append(String.format(Locale.ROOT, "  %+5.2f  %s%n", reason.weight(), reason.sign())));
        var others = new StringBuilder();
        given.scores().forEach((type, score) -> others.append(String.format(Locale.ROOT, "  %s %.2f", type, score)));
        return text.append("scores:")
                .append(others)
                .append(System.lineSeparator())
                .toString();
    }

    static Map<String, Object> object(Agreement agreement, double half, double slow) {
        var object = head();
        object.put("n", agreement.n());
        switch (agreement.accuracy()) {
            case Result.Value<Estimate>(Estimate estimate) -> {
                object.put("accuracy", estimate.value());
                object.put("low", estimate.low());
                object.put("high", estimate.high());
                object.put("ece", agreement.calibrationError());
            }
            case Result.NotEstimable<Estimate> none -> {
                object.put("accuracy", null);
                object.put("low", null);
                object.put("high", null);
                object.put("ece", null);
            }
        }
        var labels = new LinkedHashMap<String, Object>();
        agreement
                .perLabel()
                .forEach((label, counts) -> labels.put(label, Map.of("n", counts.n(), "accuracy", counts.rate())));
        object.put("per_label", labels);
        object.put("confusion", agreement.confusion());
        object.put("stages", agreement.stages());
        object.put("micros", Map.of("p50", half, "p99", slow));
        return object;
    }

    static String table(Agreement agreement, double half, double slow) {
        var text = new StringBuilder();
        switch (agreement.accuracy()) {
            case Result.Value<Estimate>(Estimate estimate) ->
                text.append(String.format(
                        Locale.ROOT,
                        "accuracy %.1f %% [%.1f, %.1f] of %d labelled prompts, calibration error %.3f%n",
                        100 * estimate.value(),
                        100 * estimate.low(),
                        100 * estimate.high(),
                        agreement.n(),
                        agreement.calibrationError()));
            case Result.NotEstimable<Estimate>(String reason) ->
                text.append("accuracy not estimable: ").append(reason).append(System.lineSeparator());
        }
        agreement
                .perLabel()
                .forEach((label, counts) -> text.append(String.format(
                        Locale.ROOT,
                        "  %-10s %5.1f %% of %5d  classified as %s%n",
                        label,
                        100 * counts.rate(),
                        counts.n(),
                        agreement.confusion().get(label))));
        return text.append(String.format(
                        Locale.ROOT,
                        "decided by %s; %.0f µs half of the time, 99 %% within %.0f µs%n",
                        agreement.stages(),
                        half,
                        slow))
                .toString();
    }

    private static Map<String, Object> head() {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.classify");
        object.put("version", 1);
        return object;
    }
}
