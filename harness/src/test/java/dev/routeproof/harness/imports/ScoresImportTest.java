package dev.routeproof.harness.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.harness.SharedData;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.stats.PairedCounts;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import dev.routeproof.stats.paired.McNemar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresImportTest {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC);
    static final double FOUR_DECIMALS = 0.00005;
    static final String STRONG = "gpt-4-1106-preview";
    static final String WEAK = "mistralai/Mixtral-8x7B-Instruct-v0.1";

    @TempDir
    Path folder;

    @Test
    void scoresBecomeAFinishedRun() throws IOException {
        Path file = write("s.csv", """
                dataset,item,model,score,task_type,cost_usd,latency_ms
                d,"a, b",m1,1,simple,0.002,120
                d,"a, b",m2,0.25,simple,,
                d,"a, b",m2,0.75,simple,,
                """);
        try (Store store = Store.inMemory()) {
            RunRecord run = ScoresImport.run(order(file, null, null), store, CLOCK);
            assertThat(run.state()).isEqualTo(RunRecord.State.FINISHED);
            assertThat(run.kind()).isEqualTo("scores");
            assertThat(text(
                            store,
                            "select string_agg(concat_ws(' ', model, item, repeat, value, cost_nano_usd, latency_ms),"
                                    + " '; ' order by model, repeat) from graded_call"))
                    .isEqualTo("m1 a, b 0 1.0 2000000 120.0; m2 a, b 0 0.25; m2 a, b 1 0.75");
        }
    }

    @Test
    void theSameFileTwiceIsOneRun() throws IOException {
        Path file = write("s.csv", "dataset,item,model,score\nd,a,m1,1\n");
        try (Store store = Store.inMemory()) {
            String first =
                    ScoresImport.run(order(file, "code", null), store, CLOCK).runId();
            assertThat(ScoresImport.run(order(file, "code", null), store, CLOCK).runId())
                    .isEqualTo(first);
            assertThat(number(store, "select count(*) from score")).isEqualTo(1);
        }
    }

    @Test
    void pricesMakeEstimatedCosts() throws IOException {
        write("none.jsonl", "");
        Path catalog = write("models.yaml", """
                providers: {rec: {wire: recorded, file: none.jsonl}}
                models:
                  - {id: one, provider: rec, name: wire-one, tier: small, input: 2.0, output: 10.0, context: 1000}
                """);
        Path file = write("s.csv", "dataset,item,model,score\nd,a,wire-one,1\nd,a,other,1\n");
        try (Store store = Store.inMemory()) {
            ScoresImport.run(order(file, "code", catalog), store, CLOCK);
            assertThat(text(
                            store,
                            "select string_agg(concat_ws(' ', model, usage, cost_nano_usd), '; ' order by model)"
                                    + " from call"))
                    .isEqualTo("one estimated 3000000; other");
        }
    }

    @Test
    void aBrokenFileNamesEveryProblemAndEntersNothing() throws IOException {
        Path file = write("s.csv", """
                dataset,item,model,score,task_type
                d,a,m1,1.5,simple
                d,b,m1,good,simple
                d,,m1,1,simpel
                d,c,m1,1,
                """);
        try (Store store = Store.inMemory()) {
            assertThatThrownBy(() -> ScoresImport.run(order(file, null, null), store, CLOCK))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("s.csv:2  score 1.5 lies outside [0,1]")
                    .hasMessageContaining("s.csv:3  score 'good' is not a number")
                    .hasMessageContaining("s.csv:4  'item' is empty")
                    .hasMessageContaining("task type 'simpel' is not in the taxonomy")
                    .hasMessageContaining("s.csv:5  no task type")
                    .hasMessageContaining("Nothing was imported.");
            assertThat(number(store, "select count(*) from run")).isZero();
        }
    }

    @Test
    void unknownAndMissingColumnsAreNamed() throws IOException {
        Path file = write("s.csv", "dataset,item,model,points\nd,a,m1,1\n");
        try (Store store = Store.inMemory()) {
            assertThatThrownBy(() -> ScoresImport.run(order(file, "code", null), store, CLOCK))
                    .hasMessageContaining("missing columns score; unknown columns points");
        }
    }

    @Test
    void pairedScoresOfTwoModelsGiveTheKnownFigures() throws IOException {
        try (Store store = Store.inMemory()) {
            ScoresImport.run(
                    order(SharedData.file("recordings/routellm-mmlu-scores.csv.gz"), "reasoning", null), store, CLOCK);
            assertThat(number(store, accuracy(WEAK))).isEqualTo(0.680815, within(FOUR_DECIMALS));
            assertThat(number(store, accuracy(STRONG))).isEqualTo(0.805797, within(FOUR_DECIMALS));
            assertThat(number(store, oracle())).isEqualTo(0.858638, within(FOUR_DECIMALS));
            PairedCounts pairs =
                    new PairedCounts(pairs(store, 1, 1), pairs(store, 1, 0), pairs(store, 0, 1), pairs(store, 0, 0));
            assertThat(statistic(McNemar.chiSquare(pairs))).isEqualTo(950.9185, within(FOUR_DECIMALS));
            assertThat(statistic(McNemar.chiSquareCorrected(pairs))).isEqualTo(949.8351, within(FOUR_DECIMALS));
        }
    }

    @Test
    void scoresOfNineModelsGiveTheKnownFigures() throws IOException {
        try (Store store = Store.inMemory()) {
            ScoresImport.run(order(SharedData.file("recordings/llmrouter-scores.csv.gz"), null, null), store, CLOCK);
            assertThat(number(store, "select max(mean) from (select avg(value) as mean from score group by model)"))
                    .isEqualTo(0.621323, within(FOUR_DECIMALS));
            assertThat(number(store, oracle())).isEqualTo(0.801722, within(FOUR_DECIMALS));
            assertThat(number(store, "select count(*) from sample")).isEqualTo(5_608);
        }
    }

    private static String accuracy(String model) {
        return "select avg(value) from score where model = '" + model + "'";
    }

    private static String oracle() {
        return "select avg(best) from (select max(value) as best from score group by dataset, item)";
    }

    /** Items that the strong and the weak model got right (1) or wrong (0). */
    private static long pairs(Store store, int strong, int weak) {
        return (long) number(
                store,
                "select count(*) from score s join score w using (dataset, item) where s.model = '" + STRONG
                        + "' and w.model = '" + WEAK + "' and s.value = " + strong + " and w.value = " + weak);
    }

    private static double statistic(Result<TestResult> result) {
        return switch (result) {
            case Result.Value<TestResult>(TestResult test) -> test.statistic();
            case Result.NotEstimable<TestResult>(String reason) -> throw new AssertionError(reason);
        };
    }

    private static ScoresImport.Order order(Path file, @Nullable String taskType, @Nullable Path catalog) {
        return new ScoresImport.Order(
                file,
                taskType == null ? null : new TaskType(taskType),
                catalog == null ? null : CatalogFile.load(catalog).orThrow(),
                catalog == null ? "" : catalog.toString(),
                500,
                200,
                "harness import scores " + file);
    }

    private static double number(Store store, String sql) {
        List<Double> rows = store.query(new Query("number", sql), row -> row.getDouble(1));
        return rows.getFirst();
    }

    private static String text(Store store, String sql) {
        List<String> rows = store.query(new Query("text", sql), row -> row.getString(1));
        return rows.getFirst();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        Path csv = write("marked.csv", "\uFEFFdataset,item,model,score\nd,a,m1,1\n");
        Path jsonl =
                write("marked.jsonl", "\uFEFF{\"dataset\": \"d\", \"item\": \"a\", \"model\": \"m1\", \"score\": 1}\n");
        for (Path file : List.of(csv, jsonl)) {
            try (Store store = Store.inMemory()) {
                ScoresImport.run(order(file, "code", null), store, CLOCK);
                assertThat(number(store, "select count(*) from score")).isEqualTo(1);
            }
        }
    }
}
