package dev.routeproof.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class StoreTest {
    private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

    @Test
    void aRunComesBackAsItWasEntered(@TempDir Path home) {
        var run = run("r1").ended(RunRecord.State.FINISHED, START.plusSeconds(9), 42, "limited");
        try (var store = Store.open(home)) {
            new Runs(store).begin(run("r1"));
            new Runs(store).end(run);
        }
        try (var reopened = Store.open(home)) {
            assertThat(new Runs(reopened).all()).containsExactly(run);
        }
    }

    @Test
    void beginningARunAgainReplacesItsRows() {
        try (var store = Store.inMemory()) {
            new Runs(store).begin(run("r1"));
            store.append(List.of(score("r1", 1.0), score("other", 0.5)));
            new Runs(store).begin(run("r1"));

            var left = store.query(
                    new Query("scores", "select run_id, value from score"),
                    row -> row.getString(1) + " " + row.getDouble(2));
            assertThat(left).containsExactly("other 0.5");
        }
    }

    @Test
    void appendedRowsAreAllThereOrNone() {
        try (var store = Store.inMemory()) {
            assertThatThrownBy(() -> store.append(List.of(
                            score("r1", 1.0),
                            new Row.OfScore("r1", nothing(), "d", "i", 0, "exact", "scored", 1.0, null, null))))
                    .isInstanceOf(RuntimeException.class);
            assertThat(store.query(new Query("count", "select count(*) from score"), row -> row.getInt(1)))
                    .containsExactly(0);
        }
    }

    @Test
    void sqlReachesNoFile(@TempDir Path home) {
        try (var store = Store.open(home)) {
            assertThatThrownBy(() -> store.query(
                            new Query("file", "select * from read_csv('/etc/passwd')"), row -> row.getString(1)))
                    .hasMessageContaining("disabled");
        }
    }

    @SuppressWarnings("NullAway") // a row the database must refuse
    private static String nothing() {
        return null;
    }

    private static Row score(String run, double value) {
        return new Row.OfScore(run, "m", "d", "i", 0, "exact", "scored", value, "x", "equal");
    }

    private static RunRecord run(String id) {
        return new RunRecord(
                id,
                "bench",
                RunRecord.State.RUNNING,
                START,
                null,
                "models.yaml",
                "c0",
                "p0",
                "harness bench",
                1,
                1,
                null,
                true,
                10,
                null,
                0);
    }
}
