package dev.routeproof.harness.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of a store. */
public final class Runs {
    private static final Query INSERT = Query.of(Runs.class, "queries/insert-run.sql");
    private static final Query END = Query.of(Runs.class, "queries/end-run.sql");
    private static final Query ALL = Query.of(Runs.class, "queries/runs.sql");
    private static final List<Query> CLEAR = List.of(
            Query.of(Runs.class, "queries/clear-scores.sql"),
            Query.of(Runs.class, "queries/clear-calls.sql"),
            Query.of(Runs.class, "queries/clear-samples.sql"),
            Query.of(Runs.class, "queries/clear-datasets.sql"),
            Query.of(Runs.class, "queries/clear-models.sql"),
            Query.of(Runs.class, "queries/clear-run.sql"));

    private final Store store;

    public Runs(Store store) {
        this.store = store;
    }

    /** Enters a run, in place of everything the store held about it. */
    public void begin(RunRecord run) {
        CLEAR.forEach(query -> store.update(query, run.runId()));
        store.update(
                INSERT,
                run.runId(),
                run.kind(),
                word(run.state()),
                utc(run.startedAt()),
                run.finishedAt() == null ? null : utc(run.finishedAt()),
                run.catalogPath(),
                run.catalogHash(),
                run.planHash(),
                run.command(),
                run.seed(),
                run.repeats(),
                run.partialReason(),
                run.simulated(),
                run.plannedCalls(),
                run.budgetNanoUsd(),
                run.spentNanoUsd());
    }

    /** Enters how a run ended. */
    public void end(RunRecord run) {
        store.update(
                END,
                word(run.state()),
                run.finishedAt() == null ? null : utc(run.finishedAt()),
                run.spentNanoUsd(),
                run.partialReason(),
                run.runId());
    }

    /** Removes the scores of a run, so that it can be scored again. */
    public void clearScores(String runId) {
        store.update(CLEAR.getFirst(), runId);
    }

    /** All runs, newest first. */
    public List<RunRecord> all() {
        return store.query(ALL, Runs::read);
    }

    public Optional<RunRecord> find(String runId) {
        return all().stream().filter(run -> run.runId().equals(runId)).findFirst();
    }

    private static RunRecord read(ResultSet row) throws SQLException {
        var finished = row.getTimestamp("finished_at");
        return new RunRecord(
                row.getString("run_id"),
                row.getString("kind"),
                RunRecord.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instant(row.getTimestamp("started_at")),
                finished == null ? null : instant(finished),
                row.getString("catalog_path"),
                row.getString("catalog_hash"),
                row.getString("plan_hash"),
                row.getString("command"),
                row.getLong("seed"),
                row.getInt("repeats"),
                row.getString("partial_reason"),
                row.getBoolean("simulated"),
                row.getLong("planned_calls"),
                wholeOrNull(row, "budget_nano_usd"),
                row.getLong("spent_nano_usd"));
    }

    private static @Nullable Long wholeOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }

    private static String word(RunRecord.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
