package dev.routeproof.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.harness.UserError;
import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.calibrate.Calibration;
import dev.routeproof.harness.calibrate.Cell;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Row;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Runs;
import dev.routeproof.harness.store.Store;
import dev.routeproof.reports.view.BenchView;
import dev.routeproof.reports.view.Forest;
import dev.routeproof.reports.view.Leaderboard;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.proportion.ProportionIntervals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of two models on 40 prompts: one call failed, one was refused, one is unscored, one is not applicable. */
class BenchReportTest {
    private final Store store = Store.inMemory();

    @BeforeEach
    void fill() {
        new Runs(store)
                .begin(new RunRecord(
                        "run-1",
                        "bench",
                        RunRecord.State.FINISHED,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "models.yaml",
                        "c",
                        "p",
                        "harness bench",
                        7,
                        1,
                        null,
                        false,
                        80,
                        null,
                        1_000_000_000));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(new Row.OfSample("run-1", i, "d", "p" + i, "code", "prompt " + i, "42", "numeric", null, null));
            add(
                    rows,
                    "dear",
                    i,
                    i == 0 ? "failed" : i == 1 ? "refused" : "completed",
                    i < 2 ? null : i < 34 ? 1.0 : 0.0,
                    10);
            add(
                    rows,
                    "cheap",
                    i,
                    i == 2 ? "not_applicable" : "completed",
                    i == 2 || i == 3 ? null : i < 24 ? 1.0 : 0.0,
                    1);
        }
        store.append(rows);
        store.update(new Query(
                "models",
                "insert into model values ('run-1', 0, 'dear', 'p', 'openai', 'dear', 'frontier', 1, 1, 1, 1000, false),"
                        + " ('run-1', 1, 'cheap', 'p', 'openai', 'cheap', 'small', 1, 1, 1, 1000, false)"));
    }

    private static void add(List<Row> rows, String model, int i, String status, @Nullable Double value, long microUsd) {
        boolean answered = status.equals("completed");
        rows.add(new Row.OfCall(
                "run-1",
                model,
                "d",
                "p" + i,
                0,
                status,
                null,
                null,
                null,
                1,
                10L,
                0L,
                5L,
                0L,
                answered ? "reported" : null,
                answered ? microUsd * 1000 : null,
                null,
                answered ? 100.0 + i : null,
                null,
                null,
                answered ? "<script>answer</script> " + i : null,
                null,
                false,
                Instant.EPOCH));
        if (answered) {
            rows.add(new Row.OfScore(
                    "run-1",
                    model,
                    "d",
                    "p" + i,
                    0,
                    "numeric",
                    value == null ? "unscored" : "scored",
                    value,
                    "42",
                    "because"));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void failuresRefusalsAndUnscoredAnswersAreCountedAndNeverZeroes() {
        Leaderboard.Row dear = row("dear");
        assertThat(dear.states()).isEqualTo(new Leaderboard.States(38, 0, 1, 0, 1, 0));
        Estimate jeffreys =
                ProportionIntervals.jeffreys(new Counts(32, 38), 0.95).orElseThrow();
        assertThat(dear.quality()).isEqualTo(new Measure.Measured(32 / 38.0, jeffreys.low(), jeffreys.high(), 38));
        Leaderboard.Row cheap = row("cheap");
        assertThat(cheap.states()).isEqualTo(new Leaderboard.States(38, 1, 0, 0, 0, 1));
        assertThat(((Measure.Measured) cheap.quality()).value()).isCloseTo(22 / 38.0, within(1e-12));
    }

    @Test
    void differencesArePairedOnThePromptsBothHaveAScoreFor() {
        Forest.Row cheap = view().forest().panels().getFirst().rows().getFirst();
        assertThat(view().forest().baseline()).isEqualTo("dear");
        Measure.Measured difference = (Measure.Measured) cheap.difference();
        assertThat(difference.n()).isEqualTo(36);
        assertThat(difference.value()).isCloseTo(-10 / 36.0, within(1e-12));
        assertThat(cheap.conclusion()).isEqualTo(Forest.Conclusion.WORSE);
    }

    @Test
    void costIsPerPricedCall() {
        assertThat(row("dear").costPer1000()).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void theReportIsOneFileWithTheAnswersAsText(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("reports/run-1.html");
        BenchReport.write(store, "run-1", null, file);
        assertThat(Files.readString(file))
                .contains("&lt;script&gt;answer&lt;/script&gt;", "dear is right where cheap, the cheapest, is not.")
                .doesNotContain("<script>answer");
    }

    @Test
    void ofModelsThatCostTheSameNoneIsCalledTheCheapest(@TempDir Path folder) throws IOException {
        store.update(new Query("same", "update call set cost_nano_usd = 0"));
        Path file = folder.resolve("run-1.html");
        BenchReport.write(store, "run-1", null, file);
        assertThat(Files.readString(file))
                .contains("is right where")
                .doesNotContain("which costs more", ", the cheapest,");
    }

    @Test
    void cellsThatWaitForPricesAreNotSaidToNeedPrompts() {
        store.update(new Query("calls", "update call set cost_nano_usd = null"));
        store.update(new Query("models", "update model set input_usd = 0, output_usd = 0"));
        assertThat(view().banner().toString()).contains("2 undecided").doesNotContain("need more prompts");
    }

    /** A sport cell changes where the proposed model is surely better than the current one, not surely the best. */
    @Test
    void theBannerPromisesNothingOfASportCellThatTheCellDoesNotShow() {
        var cheap = new ModelId("cheap");
        var table = new RoutingTable(
                "now",
                cheap,
                new LinkedHashMap<>(),
                RoutingTable.Fallbacks.NONE,
                RoutingTable.Uncertain.NEVER,
                List.of());
        var calibration = new Calibration(
                List.of(changed(Mode.ECO, 0.97), changed(Mode.BALANCED, 0.91), changed(Mode.SPORT, 0.55)), null);
        assertThat(TopParts.banner(Analysis.of(RunData.load(store, "run-1")), calibration, table)
                        .sentence())
                .endsWith("Each changed eco or balanced cell meets its mode's objective with at least 90 % probability."
                        + " Why a sport cell changes, and how surely, is said in the cell.");
    }

    private static Cell changed(Mode mode, double probability) {
        return new Cell(
                "code", mode, "cheap", "dear", Cell.State.CHANGED, "because", 36, List.of(), probability, null, null);
    }

    @Test
    void machineOutputHasAnEntryForEachTaskTypeAndOneForAll() {
        BenchJson json = BenchJson.of(store, "run-1", null);
        assertThat(json.models())
                .extracting(entry -> entry.model() + " " + entry.taskType())
                .containsExactly("dear code", "dear all", "cheap code", "cheap all");
        BenchJson.ModelEntry cheap = json.models().getLast();
        assertThat(List.of(cheap.n(), cheap.scored())).containsExactly(39, 38);
        assertThat(cheap.unscored()).isEqualTo(1);
        assertThat(json.datasets()).hasSize(2).allMatch(entry -> entry.n() == 38);
        assertThat(json.spentUsd()).isEqualTo(1.0);
    }

    @Test
    void anUnknownRunIsAUsersMistake() {
        assertThatThrownBy(() -> RunData.load(store, "run-9"))
                .isInstanceOf(UserError.class)
                .hasMessage("The store holds no run run-9. The newest run is run-1.");
    }

    private BenchView view() {
        return BenchReport.view(store, Analysis.of(RunData.load(store, "run-1")), null, null);
    }

    private Leaderboard.Row row(String model) {
        return view().leaderboard().rows().stream()
                .filter(row -> row.model().equals(model) && row.taskType().equals(Analysis.ALL))
                .findFirst()
                .orElseThrow();
    }
}
