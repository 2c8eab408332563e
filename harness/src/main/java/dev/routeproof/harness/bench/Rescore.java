package dev.routeproof.harness.bench;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.Sample;
import dev.routeproof.harness.score.Guarded;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Row;
import dev.routeproof.harness.store.Runs;
import dev.routeproof.harness.store.Store;
import dev.routeproof.providers.client.Answer;
import dev.routeproof.providers.client.Timing;
import dev.routeproof.providers.client.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scores the stored answers of a run again, with the datasets as they are now; asks no model. */
public final class Rescore {
    private static final Query ANSWERS = Query.of(Rescore.class, "queries/completed-calls.sql");

    private Rescore() {}

    /**
     * What was done.
     *
     * @param unknown answers to samples that the datasets no longer hold; they are unscored
     */
    public record Done(long scored, long unscored, long unknown) {}

    /** Replaces all scores of {@code runId}. */
    public static Done run(Store store, String runId, List<Dataset> datasets, Grader grader) {
        Map<String, Sample> samples = new HashMap<>();
        datasets.forEach(dataset ->
                dataset.samples().forEach(sample -> samples.put(sample.dataset() + '\n' + sample.id(), sample)));
        var answers = store.query(ANSWERS, row -> read(runId, row), runId);
        var scores = new ArrayList<Row.OfScore>();
        long unknown = 0;
        for (var stored : answers) {
            var sample = samples.get(stored.dataset() + '\n' + stored.item());
            if (sample == null) {
                unknown++;
            }
            scores.add(sample == null ? stored.withoutSample() : stored.score(sample, grader));
        }
        new Runs(store).clearScores(runId);
        store.append(scores);
        long scored = scores.stream().filter(score -> score.value() != null).count();
        return new Done(scored, scores.size() - scored, unknown);
    }

    private static Stored read(String runId, ResultSet row) throws SQLException {
        var answer = new Answer(
                String.valueOf(row.getString("answer")),
                ToolCallsJson.read(row.getString("tool_calls")),
                new Usage(0, 0, 0, 0, Usage.Source.ESTIMATED),
                Timing.NOT_MEASURED,
                row.getString("finish_reason"),
                row.getString("served_model"));
        return new Stored(
                runId,
                row.getString("model"),
                row.getString("dataset"),
                row.getString("item"),
                row.getInt("repeat"),
                answer);
    }

    private record Stored(String runId, String model, String dataset, String item, int repeat, Answer answer) {
        Row.OfScore score(Sample sample, Grader grader) {
            return CallRows.score(
                    new CallRows.Asked(runId, model, dataset, item, repeat),
                    sample.scorer().kind(),
                    Guarded.score(sample, () -> grader.score(sample, answer)));
        }

        Row.OfScore withoutSample() {
            return new Row.OfScore(
                    runId,
                    model,
                    dataset,
                    item,
                    repeat,
                    "none",
                    "unscored",
                    null,
                    null,
                    "the datasets hold no such sample any more");
        }
    }
}
