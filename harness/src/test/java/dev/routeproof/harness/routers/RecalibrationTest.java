package dev.routeproof.harness.routers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.GradedCall;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.regret.Contender;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Two models on prompts of two task types: "dear" costs ten times as much as "cheap". */
class RecalibrationTest {
    private static final ModelId DEAR = new ModelId("dear");

    @Test
    void aTableThatWastesMoneyIsJudgedAsItWouldBeMended() {
        RunData run = run(300, 1, true);
        Choices choices = tried(run, run.catalog());
        assertThat(choices.id()).isEqualTo("q4, recalibrated");
        assertThat(way(choices, "balanced").chosen())
                .containsOnly(rows(run).models().indexOf("cheap"));
        assertThat(choices.remarks())
                .first()
                .asString()
                .contains("prompts its table has not seen", "always comes the same table");
    }

    /** Cheap fails on one fold: who has not seen that one walks into it, and who has seen it does not trust cheap. */
    @Test
    void noPromptIsRoutedByATableThatHasSeenIt() {
        RunData all = run(300, 1, true);
        Folds folds = Folds.of(all);
        RunData run = all.with(all.calls().stream()
                .map(call -> call.model().equals("cheap") && folds.of(call.prompt()) == 2 ? wrong(call) : call)
                .toList());
        RecordedRun rows = rows(run);
        Choices choices = tried(run, run.catalog());
        int[] chosen = way(choices, "balanced").chosen();
        for (int i = 0; i < chosen.length; i++) {
            String model = rows.models().get(chosen[i]);
            assertThat(model).isEqualTo(folds.of(rows.prompts().get(i)) == 2 ? "cheap" : "dear");
        }
        assertThat(choices.remarks()).first().asString().contains("differ in");
    }

    @Test
    void foldsHoldWholeClustersAndEveryTaskTypeEvenly() {
        RunData run = run(100, 3, true);
        Folds folds = Folds.of(run);
        Map<String, Set<Integer>> ofCluster = new HashMap<>();
        Map<String, Map<Integer, Set<String>>> ofType = new HashMap<>();
        for (GradedCall call : run.calls()) {
            int fold = folds.of(call.prompt());
            ofCluster.computeIfAbsent(call.clusterKey(), key -> new TreeSet<>()).add(fold);
            ofType.computeIfAbsent(call.taskType(), key -> new HashMap<>())
                    .computeIfAbsent(fold, key -> new TreeSet<>())
                    .add(call.clusterKey());
        }
        assertThat(ofCluster.values()).allSatisfy(in -> assertThat(in).hasSize(1));
        assertThat(folds.clusters()).isEqualTo(ofCluster.size());
        ofType.values().forEach(each -> {
            assertThat(each.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
            var sizes = each.values().stream().map(Set::size).toList();
            assertThat(sizes.stream().max(Integer::compare).orElse(0)
                            - sizes.stream().min(Integer::compare).orElse(0))
                    .isLessThanOrEqualTo(1);
        });
        for (int fold = 0; fold < Folds.COUNT; fold++) {
            int left = fold;
            assertThat(folds.without(fold).data().calls())
                    .hasSize((int) run.calls().stream()
                            .filter(call -> folds.of(call.prompt()) != left)
                            .count())
                    .noneMatch(call -> folds.of(call.prompt()) == left);
        }
        assertThat(run.calls().stream().filter(call -> Folds.of(run).of(call.prompt()) != folds.of(call.prompt())))
                .isEmpty();
    }

    @Test
    void fourIndependentPromptsAreTooFew() {
        assertThat(trial(run(12, 3, false), run(12, 3, false).catalog()))
                .isEqualTo(new Trial.NotTried(
                        "q4, recalibrated",
                        "The run has 4 independent prompts; learning on some and judging on others takes 5."));
    }

    @Test
    void aModelTheCatalogDoesNotHoldIsNotRoutedTo() {
        RunData run = run(300, 1, true);
        Catalog all = run.catalog();
        var some = new LinkedHashMap<>(all.models());
        some.keySet().retainAll(Set.of(DEAR));
        assertThat(trial(run, new Catalog(some, all.providers())))
                .isEqualTo(new Trial.NotTried(
                        "q4, recalibrated", "It would route to cheap, which its catalog does not hold."));
    }

    private static Choices tried(RunData run, Catalog catalog) {
        return ((Trial.Tried) trial(run, catalog)).choices();
    }

    private static Trial trial(RunData run, Catalog catalog) {
        return new Recalibration(rows(run), run).of(everythingToDear(catalog), List.of());
    }

    private static RecordedRun rows(RunData run) {
        return Objects.requireNonNull(RecordedRun.of(Analysis.of(run)));
    }

    private static Choices.Way way(Choices choices, String name) {
        return choices.ways().stream()
                .filter(way -> way.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Contender everythingToDear(Catalog catalog) {
        var routes = new LinkedHashMap<TaskType, Map<Mode, ModelId>>();
        for (String type : List.of("code", "simple")) {
            var row = new EnumMap<Mode, ModelId>(Mode.class);
            for (Mode mode : Mode.values()) {
                row.put(mode, DEAR);
            }
            routes.put(new TaskType(type), row);
        }
        var table = new RoutingTable(
                "t", DEAR, routes, RoutingTable.Fallbacks.NONE, RoutingTable.Uncertain.NEVER, List.of());
        return new Contender("q4", catalog, table, prompt -> Classification.UNKNOWN, List.of("linear"), List.of());
    }

    /** Both models are right on every prompt. */
    private static RunData run(int prompts, int perCluster, boolean twoTypes) {
        List<GradedCall> calls = new ArrayList<>();
        for (int i = 0; i < prompts; i++) {
            for (String model : List.of("dear", "cheap")) {
                calls.add(new GradedCall(
                        model,
                        "made",
                        "p" + i,
                        0,
                        twoTypes && i / perCluster % 2 == 0 ? "code" : "simple",
                        perCluster == 1 ? null : "c" + i / perCluster,
                        "completed",
                        1.0,
                        model.equals("dear") ? 10_000L : 1_000L,
                        false,
                        null,
                        100.0));
            }
        }
        var record = new RunRecord(
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
                calls.size(),
                null,
                0);
        return new RunData(
                record,
                List.of(
                        new RunData.ModelRow("dear", "frontier", 10, 10, 100_000, false),
                        new RunData.ModelRow("cheap", "small", 1, 1, 100_000, false)),
                List.of(),
                calls);
    }

    private static GradedCall wrong(GradedCall call) {
        return new GradedCall(
                call.model(),
                call.dataset(),
                call.item(),
                call.repeat(),
                call.taskType(),
                call.cluster(),
                call.status(),
                0.0,
                call.costNanoUsd(),
                call.costEstimated(),
                call.firstTokenMillis(),
                call.latencyMillis());
    }
}
