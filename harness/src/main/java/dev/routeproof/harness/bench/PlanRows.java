package dev.routeproof.harness.bench;

import dev.routeproof.datasets.Sample;
import dev.routeproof.harness.store.Row;
import dev.routeproof.routing.classify.Prompt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the store holds of a plan before the first call: models, datasets, samples, and what cannot be asked. */
final class PlanRows {
    private PlanRows() {}

    static List<Row> of(String runId, Plan plan, Instant now) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < plan.models().size(); i++) {
            rows.add(new Row.OfModel(runId, i, plan.models().get(i)));
        }
        for (int i = 0; i < plan.datasets().size(); i++) {
            var dataset = plan.datasets().get(i);
            rows.add(new Row.OfDataset(
                    runId,
                    i,
                    dataset.name(),
                    dataset.licence(),
                    dataset.source(),
                    dataset.description(),
                    dataset.contentHash(),
                    dataset.samples().size()));
        }
        for (int i = 0; i < plan.samples().size(); i++) {
            rows.add(sample(runId, i, plan.samples().get(i)));
        }
        for (var skip : plan.notApplicable()) {
            var call = new PlannedCall(skip.model(), skip.sample(), 0, "", null);
            rows.add(CallRows.notApplicable(runId, call, skip.reason(), now));
        }
        return rows;
    }

    private static Row sample(String runId, int ordinal, Sample sample) {
        return new Row.OfSample(
                runId,
                ordinal,
                sample.dataset(),
                sample.id(),
                sample.taskType().label(),
                text(sample.prompt()),
                String.join("\n", sample.target()),
                sample.scorer().kind(),
                sample.cluster(),
                sample.tags().isEmpty()
                        ? null
                        : String.join(" ", sample.tags().stream().sorted().toList()));
    }

    /** A conversation as a person reads it; a single user message is its text alone. */
    private static String text(Prompt prompt) {
        return prompt.messages().size() == 1
                ? prompt.messages().getFirst().text()
                : prompt.messages().stream()
                        .map(message -> message.role().word() + ": " + message.text())
                        .collect(Collectors.joining("\n\n"));
    }
}
