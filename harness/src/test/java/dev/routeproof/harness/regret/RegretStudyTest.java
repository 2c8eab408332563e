package dev.routeproof.harness.regret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.report.BenchReport;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Row;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Runs;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 20 code and 20 simple prompts; "dear" is always right and costs 10 micro-dollars, "cheap" only on simple ones for 1. */
class RegretStudyTest {
    private static final TaskType CODE = new TaskType("code");
    private static final TaskType SIMPLE = new TaskType("simple");

    private final Store store = Store.inMemory();

    @BeforeEach
    void fill() {
        new Runs(store)
                .begin(new RunRecord(
                        "r",
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
                        0));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String type = i < 20 ? "code" : "simple";
            rows.add(new Row.OfSample("r", i, "d", "p" + i, type, "prompt " + i, "42", "exact", null, null));
            add(rows, "dear", i, 1.0, 10);
            add(rows, "cheap", i, i < 20 ? 0.0 : 1.0, 1);
        }
        store.append(rows);
        store.update(new Query(
                "models",
                "insert into model values ('r', 0, 'dear', 'p', 'openai', 'dear', 'frontier', 1, 1, 1, 100000, false),"
                        + " ('r', 1, 'cheap', 'p', 'openai', 'cheap', 'small', 1, 1, 1, 100000, false)"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void add(List<Row> rows, String model, int i, double value, long microUsd) {
        rows.add(new Row.OfCall(
                "r",
                model,
                "d",
                "p" + i,
                0,
                "completed",
                null,
                null,
                null,
                1,
                10L,
                0L,
                5L,
                0L,
                "reported",
                microUsd * 1000,
                null,
                100.0,
                null,
                null,
                "x",
                null,
                false,
                Instant.EPOCH));
        rows.add(new Row.OfScore("r", model, "d", "p" + i, 0, "exact", "scored", value, "x", "because"));
    }

    private RegretStudy.@Nullable Found study(Function<Integer, Classification> says) {
        var analysis = Analysis.of(RunData.load(store, "r"));
        var routes = new LinkedHashMap<TaskType, Map<Mode, ModelId>>();
        routes.put(SIMPLE, Map.of(Mode.BALANCED, new ModelId("cheap")));
        routes.put(CODE, Map.of(Mode.BALANCED, new ModelId("dear")));
        var table = new RoutingTable(
                "t",
                new ModelId("dear"),
                routes,
                RoutingTable.Fallbacks.NONE,
                new RoutingTable.Uncertain(0.5, RoutingTable.Uncertain.Route.DEFAULT),
                List.of());
        return RegretStudy.of(
                store,
                analysis,
                new Contender(
                        "q4",
                        analysis.data().catalog(),
                        table,
                        prompt -> says.apply(Integer.valueOf(
                                prompt.messages().getFirst().text().substring("prompt ".length()))),
                        List.of("linear"),
                        List.of()));
    }

    private static Classification label(TaskType type, double confidence) {
        return new Classification(type, confidence, Map.of(type, confidence), "linear");
    }

    private static Regret balanced(RegretStudy.@Nullable Found found) {
        return Objects.requireNonNull(found).modes().stream()
                .filter(regret -> regret.mode() == Mode.BALANCED)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachConfusionCostsWhatItsModelsDiffer() {
        Regret regret = balanced(study(i -> label(i < 5 || i >= 24 ? SIMPLE : CODE, 0.9)));
        assertThat(regret.byTruth()).isEqualTo(1);
        assertThat(regret.byLabel()).isEqualTo(1 - 5.0 / 40);
        assertThat(regret.lost().orElseThrow().value()).isEqualTo(5.0 / 40);
        assertThat(regret.lost().orElseThrow().high()).isGreaterThan(5.0 / 40);
        assertThat(Objects.requireNonNull(regret.moreUsdPer1000()))
                .isEqualTo(1000 * (4 - 5) * 9e-6 / 40, within(1e-12));
        Regret.Pair codeAsSimple = regret.pairs().getFirst();
        assertThat(codeAsSimple.label() + ">" + codeAsSimple.given()).isEqualTo("code>simple");
        assertThat(codeAsSimple.n()).isEqualTo(5);
        assertThat(codeAsSimple.lost()).isEqualTo(1);
        Regret.Pair simpleAsCode = regret.pairs().stream()
                .filter(pair -> pair.label().equals("simple") && pair.given().equals("code"))
                .findFirst()
                .orElseThrow();
        assertThat(simpleAsCode.lost()).isZero();
        assertThat(Objects.requireNonNull(simpleAsCode.moreUsdPer1000())).isEqualTo(9e-3, within(1e-12));
    }

    @Test
    void theReportSaysInWholeSentencesThatRightLabelsLoseNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("r.html");
        BenchReport.write(
                store,
                Analysis.of(RunData.load(store, "r")),
                null,
                study(i -> label(i < 20 ? CODE : SIMPLE, 0.9)),
                file);
        assertThat(Files.readString(file)).contains("instead of the true one, balanced mode loses nothing");
    }

    @Test
    void rightLabelsLoseNothing() {
        Regret regret = balanced(study(i -> label(i < 20 ? CODE : SIMPLE, 0.9)));
        assertThat(regret.byLabel()).isEqualTo(regret.byTruth());
        assertThat(regret.moreUsdPer1000()).isZero();
    }

    @Test
    void anUnsureLabelGoesWhereTheTableSends() {
        Regret regret = balanced(study(i -> label(SIMPLE, i < 20 ? 0.4 : 0.9)));
        assertThat(regret.byLabel()).isEqualTo(1);
        assertThat(regret.pairs().getFirst().unsure()).isEqualTo(20);
    }

    @Test
    void noAnswerGoesToTheDefault() {
        Regret regret = balanced(study(i -> Classification.UNKNOWN));
        assertThat(regret.byLabel()).isEqualTo(1);
        assertThat(regret.pairs()).extracting(Regret.Pair::given).containsOnly("none");
        assertThat(Objects.requireNonNull(regret.moreUsdPer1000())).isEqualTo(1000 * 20 * 9e-6 / 40, within(1e-12));
    }

    @Test
    void aRunOfScoresAloneShowsNothing() {
        store.update(new Query("forget", "update sample set prompt = null"));
        assertThat(study(i -> label(CODE, 0.9))).isNull();
    }

    @Test
    void storedConversationsAreReadTurnByTurn() {
        Prompt read = RunPrompts.prompt("system: be brief\n\nuser: one\n\ntwo\n\nassistant: three\n\nuser: four: five");
        assertThat(read.messages())
                .extracting(message -> message.role().word() + "=" + message.text())
                .containsExactly("system=be brief", "user=one\n\ntwo", "assistant=three", "user=four: five");
        assertThat(RunPrompts.prompt("Dear user: hello\n\nuser: again").messages())
                .hasSize(1);
    }
}
