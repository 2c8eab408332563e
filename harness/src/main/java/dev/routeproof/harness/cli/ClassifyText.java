package dev.routeproof.harness.cli;

import dev.routeproof.harness.label.Agreement;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Evidence;
import dev.routeproof.routing.classify.Explained;
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
        AgreementText.put(object, agreement);
        object.put("prompts", agreement.prompts());
        object.put("mix", agreement.mix());
        object.put("stages", agreement.stages());
        object.put("micros", Map.of("p50", half, "p99", slow));
        return object;
    }

    static String table(Agreement agreement, double half, double slow) {
        return AgreementText.table(agreement)
                + String.format(
                        Locale.ROOT,
                        "decided by %s; %.0f µs half of the time, 99 %% within %.0f µs%n",
                        AgreementText.counted(agreement.stages()),
                        half,
                        slow);
    }

    private static Map<String, Object> head() {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.classify");
        object.put("version", 1);
        return object;
    }
}
