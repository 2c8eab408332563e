package dev.routeproof.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.harness.breakdown.Breakdown;
import dev.routeproof.harness.breakdown.ModelFacts;
import dev.routeproof.harness.breakdown.Part;
import dev.routeproof.harness.experiment.Judgement;
import dev.routeproof.harness.experiment.KnownLog;
import dev.routeproof.harness.experiment.StoredExperiment;
import dev.routeproof.harness.imports.ExchangeImport;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.reports.page.AbPage;
import dev.routeproof.reports.view.AbView;
import dev.routeproof.reports.view.SliceRow;
import dev.routeproof.reports.view.Table;
import dev.routeproof.stats.stratified.StratifiedRatio.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbReportTest {
    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void theSavingIsThatOfTheLogWithinItsInterval() throws IOException {
        try (var store = Store.inMemory()) {
            imported(store, new KnownLog(1).users(3_000).lines(), null);
            Breakdown parts = breakdown(store);
            Comparison cost = parts.all().cost().orElseThrow();
            // The generator's prices: 0.002 and 0.001 dollars times a lognormal of mean e^0.045.
            assertThat(cost.baseline()).isCloseTo(0.002 * Math.exp(0.045), within(0.00005));
            var saving = cost.saving().orElseThrow();
            assertThat(saving.low()).isLessThan(0.5);
            assertThat(saving.high()).isGreaterThan(0.5).isLessThan(0.53);
            assertThat(parts.all().savedUsd() / parts.all().candidates())
                    .isCloseTo(cost.baseline() - cost.candidate(), within(1e-6));
            assertThat(parts.taskTypes()).extracting(Part::name).containsExactly("simple", "code");
            assertThat(parts.taskTypes().stream().mapToLong(Part::requests).sum())
                    .isEqualTo(parts.all().requests());
        }
    }

    @Test
    void harmIsShownInEveryPartOfThePage() throws IOException {
        try (var store = Store.inMemory()) {
            imported(store, new KnownLog(3).users(4_000).harmOnCode(0.12).lines(), null);
            AbView view = view(store);
            assertThat(view.banner().verdict()).isEqualTo("Roll back: code");
            assertThat(view.slices()).extracting(SliceRow::verdict).contains("roll back");
            AbView.Body body = view.numbers();
            assertThat(body).isNotNull();
            assertThat(body.evidence().panels()).hasSize(2);
            assertThat(body.forest().panels())
                    .extracting(panel -> panel.title())
                    .containsExactly(
                            "bad outcome (primary)",
                            "error rate (guardrail)",
                            "latency p95 (guardrail)",
                            "cost (gain)");
            assertThat(body.forest().panels().getFirst().margin()).isEqualTo(0.03);
            assertThat(body.accuracy().rows().getFirst().get(1)).isEqualTo(Table.Cell.of("small tier"));
            assertThat(body.dislikedNote()).contains("Their texts are not in the store");
            assertThat(AbPage.render(view)).contains("harness ab --as-of", "stamp simulated");
        }
    }

    @Test
    void anUnhealthyLogHidesItsNumbersAndIsNeverBrokenDown() throws IOException {
        List<KnownLog.Line> lines = new KnownLog(4).users(400).lines();
        Path assigned = KnownLog.assigned(folder.resolve("assigned.jsonl"), lines);
        try (var store = Store.inMemory()) {
            imported(store, lines.subList(1, lines.size()), assigned);
            Judgement judgement = judged(store);
            AbView view = AbReport.view(
                    judgement,
                    () -> {
                        throw new AssertionError("nobody may ask for numbers");
                    },
                    ModelFacts.NONE,
                    "harness ab");
            assertThat(view.numbers()).isNull();
            assertThat(view.banner().sentence()).startsWith("The ledger does not balance");
            assertThat(view.slices()).extracting(SliceRow::units).containsOnly("–");
        }
    }

    @Test
    void aDislikedAnswerStandsBesideTheDefaultsAnswerToTheSamePrompt() throws IOException {
        List<KnownLog.Line> lines = new KnownLog(5).users(200).harmOnCode(0.3).lines();
        try (var store = Store.inMemory()) {
            imported(store, lines, null);
            keep(
                    store,
                    lines.stream()
                            .filter(line -> line.arm().equals("candidate")
                                    && line.json().contains("\"down\""))
                            .findFirst()
                            .orElseThrow(),
                    "the small answer");
            keep(
                    store,
                    lines.stream()
                            .filter(line -> line.arm().equals("control"))
                            .findFirst()
                            .orElseThrow(),
                    "the large answer");
            Breakdown parts = breakdown(store);
            assertThat(parts.disliked()).singleElement().satisfies(exchange -> {
                assertThat(exchange.answer()).isEqualTo("the small answer");
                assertThat(exchange.otherAnswer()).isEqualTo("the large answer");
                assertThat(exchange.otherModel()).isEqualTo("large");
            });
            assertThat(AbPage.render(view(store))).contains("What &lt;is&gt; it?", "the large answer");
        }
    }

    /** As the proxy's log would have kept the exchange. */
    private static void keep(Store store, KnownLog.Line line, String answer) {
        String id = line.json().replaceAll(".*\"request_id\": \"([^\"]+)\".*", "$1");
        store.update(new Query("decision", """
                insert into decision (boot, seq, happened_at, request_id, prompt_hash, content)
                values ('b', 1, timestamp '2026-03-02', ?, 'same', '{"messages": [{"role": "user", "content": "What <is> it?"}]}')
                """), id);
        store.update(new Query("outcome", """
                insert into outcome (boot, seq, happened_at, request_id, answer)
                values ('b', 2, timestamp '2026-03-02', ?, ?)
                """), id, answer);
    }

    private void imported(Store store, List<KnownLog.Line> lines, @Nullable Path assigned) throws IOException {
        Path log = KnownLog.write(folder.resolve("log.jsonl"), lines);
        ExchangeImport.run(
                new ExchangeImport.Order(log, KnownLog.rollout(folder, ""), assigned),
                store,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Judgement judged(Store store) {
        return Judgement.of(store, StoredExperiment.find(store, null), null, NOW);
    }

    private static Breakdown breakdown(Store store) {
        return Breakdown.of(store, "q4-canary", judged(store));
    }

    private static AbView view(Store store) {
        Judgement judgement = judged(store);
        return AbReport.view(
                judgement,
                () -> Breakdown.of(store, "q4-canary", judgement),
                new ModelFacts(Map.of("small", "small tier"), true),
                "harness ab --as-of " + judgement.asOf());
    }
}
