package dev.routeproof.harness.cli;

import dev.routeproof.harness.label.Agreement;
import dev.routeproof.harness.label.Overlaps;
import dev.routeproof.harness.label.StageTimes;
import dev.routeproof.routing.classify.Cascaded;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Evidence;
import dev.routeproof.routing.classify.StageReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code harness classify} prints. */
final class ClassifyText {
    private ClassifyText() {}

    /** {@code routes}: mode, then model; empty where no table is known. */
    static Map<String, Object> object(Cascaded answer, Map<String, String> routes) {
        Classification given = answer.classification();
        var scores = new LinkedHashMap<String, Double>();
        given.scores().forEach((label, score) -> scores.put(label.label(), score));
        var object = head();
        object.put(
                "task_type", given.taskType() == null ? null : given.taskType().label());
        object.put("confidence", given.confidence());
        object.put("scores", scores);
        object.put(
                "overlap",
                Overlaps.close(given)
                        .map(close -> List.of(close.one(), close.other()))
                        .orElse(List.of()));
        object.put("stage", given.stage());
        object.put("evidence", answer.evidence().stream().map(Evidence::sign).toList());
        object.put("stages", answer.stages().stream().map(StageReport::sentence).toList());
        object.put("late", answer.late());
        object.put("routes", routes);
        object.put("micros", answer.micros());
        return object;
    }

    static String sentence(Cascaded answer, Map<String, String> routes) {
        Classification given = answer.classification();
        var text = new StringBuilder();
        if (given.taskType() == null) {
            text.append("unknown: no stage came to an answer, the default serves\n");
        } else {
            text.append(String.format(
                    Locale.ROOT, "%s, %.0f %% sure (%s)%n", given.taskType(), 100 * given.confidence(), given.stage()));
        }
        answer.evidence()
                .forEach(reason ->
                        text.append(String.format(Locale.ROOT, "  %+5.2f  %s%n", reason.weight(), reason.sign())));
        if (!given.scores().isEmpty()) {
            text.append("scores:");
            given.scores().forEach((type, score) -> text.append(String.format(Locale.ROOT, "  %s %.2f", type, score)));
            text.append(System.lineSeparator());
        }
        Overlaps.close(given)
                .ifPresent(close -> text.append(String.format(
                        Locale.ROOT,
                        "overlap: %s and %s are close; the table's 'uncertain' may decide%n",
                        close.one(),
                        close.other())));
        if (answer.stages().size() > 1 || answer.failures() > 0) {
            text.append(answer.sentence()).append(System.lineSeparator());
        }
        if (!routes.isEmpty()) {
            text.append("routed to:");
            routes.forEach(
                    (mode, model) -> text.append("  ").append(mode).append(' ').append(model));
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    static Map<String, Object> object(Agreement agreement, StageTimes stages, double half, double slow) {
        var object = head();
        AgreementText.put(object, agreement);
        object.put("prompts", agreement.prompts());
        object.put("mix", agreement.mix());
        object.put("stages", agreement.stages());
        object.put("stage_times", stages.byKind());
        object.put("micros", Map.of("p50", half, "p99", slow));
        return object;
    }

    static String table(Agreement agreement, StageTimes stages, double half, double slow) {
        var text = new StringBuilder(AgreementText.table(agreement));
        text.append("stages:\n");
        stages.byKind()
                .forEach((kind, stage) -> text.append(String.format(
                        Locale.ROOT,
                        "  %-10s asked %d, decided %d (%.1f %%)%s; %.0f µs half of the time, 99 %% within %.0f µs%n",
                        kind,
                        stage.asked(),
                        stage.decided(),
                        100.0 * stage.decided() / agreement.prompts(),
                        stage.failed() == 0 ? "" : ", failed or late " + stage.failed(),
                        stage.p50Micros(),
                        stage.p99Micros())));
        return text.append(String.format(
                        Locale.ROOT, "whole: %.0f µs half of the time, 99 %% within %.0f µs%n", half, slow))
                .toString();
    }

    private static Map<String, Object> head() {
        var object = new LinkedHashMap<String, Object>();
        object.put("schema", "routeproof.classify");
        object.put("version", 1);
        return object;
    }
}
