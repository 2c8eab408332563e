package dev.routeproof.harness.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalibratorTest {
    private static final double DEAR = 0.01;
    private static final double CHEAP = 0.001;

    @Test
    void aCheapModelThatIsAsGoodTakesTheCell() {
        Cell cell =
                balanced(new MadeRun(1000).model("dear", 0.80, DEAR, 900.0).model("cheap", 0.80, CHEAP, 300.0), "dear");
        assertThat(cell.state()).isEqualTo(Cell.State.CHANGED);
        assertThat(cell.proposed()).isEqualTo("cheap");
        assertThat(cell.saving()).isCloseTo(0.9, within(1e-9));
        assertThat(cell.pickProbability()).isGreaterThanOrEqualTo(0.9);
        assertThat(cell.reason())
                .contains("within 2 points of the best with")
                .contains("dear costs 10.0 times as much");
    }

    @Test
    void aFreeModelThatIsAsGoodTakesTheCell() {
        Cell cell =
                balanced(new MadeRun(1000).model("dear", 0.80, DEAR, 900.0).model("local", 0.80, 0.0, 300.0), "dear");
        assertThat(cell.state()).isEqualTo(Cell.State.CHANGED);
        assertThat(cell.proposed()).isEqualTo("local");
        assertThat(cell.saving()).isEqualTo(1);
        assertThat(cell.reason()).endsWith("; it is free, and dear is not.");
    }

    @Test
    void amongFreeModelsNoneIsSaidToCostMore() {
        Cell cell = balanced(new MadeRun(1000).model("a", 0.795, 0.0, 300.0).model("b", 0.80, 0.0, 300.0), "a");
        assertThat(cell.state()).isEqualTo(Cell.State.KEPT);
        assertThat(cell.reason())
                .isEqualTo("Kept: within noise; b, the cheapest that is surely close enough, costs as much.");
    }

    @Test
    void aCheapModelThatIsWorseDoesNot() {
        Cell cell =
                balanced(new MadeRun(1000).model("dear", 0.80, DEAR, 900.0).model("cheap", 0.60, CHEAP, 300.0), "dear");
        assertThat(cell.state()).isEqualTo(Cell.State.KEPT);
        assertThat(cell.proposed()).isEqualTo("dear");
    }

    @Test
    void aModelThatSavesLittleIsWithinNoise() {
        Cell cell = balanced(
                new MadeRun(1000).model("dear", 0.80, DEAR, 900.0).model("near", 0.80, DEAR * 0.97, 300.0), "dear");
        assertThat(cell.state()).isEqualTo(Cell.State.KEPT);
        assertThat(cell.reason()).isEqualTo("Kept: within noise; near would save less than 5\u202f%.");
    }

    @Test
    void fewPromptsKeepTheIncumbentAndSayHowManyAreMissing() {
        Cell cell = balanced(
                new MadeRun(20)
                        .model("dear", 0.80, DEAR, 900.0)
                        .model("b", 0.81, DEAR / 2, 900.0)
                        .model("c", 0.79, DEAR / 3, 900.0)
                        .model("d", 0.80, CHEAP, 300.0),
                "dear");
        assertThat(cell.reason()).contains("not enough data");
        assertThat(cell.state()).isEqualTo(Cell.State.UNDECIDED);
        assertThat(cell.proposed()).isEqualTo("dear");
        assertThat(cell.reason()).matches("Kept: not enough data, (about|more than) \\d+ more prompts\\.");
    }

    @Test
    void anIncumbentThatFailsIsReplacedEvenByADearerModel() {
        Cell cell = balanced(
                new MadeRun(1000).model("dear", 0.85, DEAR, 900.0).model("cheap", 0.55, CHEAP, 300.0), "cheap");
        assertThat(cell.state()).isEqualTo(Cell.State.CHANGED);
        assertThat(cell.proposed()).isEqualTo("dear");
        assertThat(cell.saving()).isNegative();
    }

    @Test
    void anIncumbentThatWasNotMeasuredStays() {
        Cell cell = balanced(new MadeRun(500).model("a", 0.8, DEAR, 900.0).model("b", 0.8, CHEAP, 300.0), "elsewhere");
        assertThat(cell.state()).isEqualTo(Cell.State.UNDECIDED);
        assertThat(cell.proposed()).isEqualTo("elsewhere");
        assertThat(cell.reason()).contains("was not measured in this run");
    }

    @Test
    void aModelThatCannotDoTheSliceNeitherCompetesNorStays() {
        MadeRun run = new MadeRun(1000)
                .model("a", 0.8, DEAR, 900.0)
                .model("b", 0.8, CHEAP, 300.0)
                .unable("short");
        Cell cell = balanced(run, "short");
        assertThat(cell.state()).isEqualTo(Cell.State.CHANGED);
        assertThat(cell.proposed()).isEqualTo("b");
        assertThat(cell.tied()).doesNotContain("short");
    }

    @Test
    void sportTakesTheBestAndGivesNearTiesToTheFaster() {
        MadeRun clear = new MadeRun(1000).model("slow", 0.90, DEAR, 900.0).model("fast", 0.70, CHEAP, 100.0);
        assertThat(cell(clear, Mode.SPORT, "fast").proposed()).isEqualTo("slow");
        MadeRun tied = new MadeRun(20_000).model("slow", 0.80, DEAR, 900.0).model("fast", 0.80, CHEAP, 100.0);
        Cell cell = cell(tied, Mode.SPORT, "slow");
        assertThat(cell.proposed()).isEqualTo("fast");
    }

    @Test
    void whatWasNotTimedIsNotSaidToBeSlower() {
        MadeRun run = new MadeRun(20_000).model("untimed", 0.802, DEAR, null).model("timed", 0.80, CHEAP, 100.0);
        Cell cell = cell(run, Mode.SPORT, null);
        assertThat(cell.proposed()).isEqualTo("untimed");
        assertThat(cell.reason()).isEqualTo("The best expected quality.");
    }

    @Test
    void withoutATableEveryCellIsNew() {
        Calibration calibration = Calibrator.calibrate(
                new MadeRun(1000)
                        .model("dear", 0.8, DEAR, 900.0)
                        .model("cheap", 0.8, CHEAP, 300.0)
                        .analysis(),
                null);
        assertThat(calibration.cells()).extracting(Cell::mode).containsExactly(Mode.ECO, Mode.BALANCED, Mode.SPORT);
        assertThat(calibration.cells()).allMatch(cell -> cell.state() == Cell.State.NEW && cell.current() == null);
    }

    @Test
    void withoutPricesTheCheapestIsNotNamed() {
        Cell cell = balanced(new MadeRun(500).model("a", 0.8, null, null).model("b", 0.8, null, null), "a");
        assertThat(cell.state()).isEqualTo(Cell.State.UNDECIDED);
        assertThat(cell.reason()).contains("no price is known");
    }

    @Test
    void oneModelThatServesEverythingSaysDoNotRoute() {
        Calibration calibration = Calibrator.calibrate(
                new MadeRun(1000)
                        .model("dear", 0.8, DEAR, 900.0)
                        .model("cheap", 0.8, CHEAP, 300.0)
                        .analysis(),
                null);
        assertThat(calibration.doNotRoute())
                .startsWith("cheap alone is within 2 points of the best on every task type");
    }

    @Test
    void theSameRunGivesTheSameCells() {
        MadeRun run = new MadeRun(200).model("a", 0.8, DEAR, 900.0).model("b", 0.75, CHEAP, 300.0);
        assertThat(Calibrator.calibrate(run.analysis(), table("a")))
                .isEqualTo(Calibrator.calibrate(run.analysis(), table("a")));
    }

    @Test
    void theProposedTableKeepsWhatTheRunSaysNothingAbout() {
        RoutingTable current = table("dear");
        Calibration calibration = Calibrator.calibrate(
                new MadeRun(1000)
                        .model("dear", 0.8, DEAR, 900.0)
                        .model("cheap", 0.8, CHEAP, 300.0)
                        .analysis(),
                current);
        RoutingTable next = calibration.table("next", current);
        assertThat(next.id()).isEqualTo("next");
        assertThat(next.standard()).isEqualTo(current.standard());
        assertThat(next.route(new TaskType("simple"), Mode.ECO)).isEqualTo(new ModelId("dear"));
        assertThat(next.route(new TaskType("code"), Mode.BALANCED)).isEqualTo(new ModelId("cheap"));
    }

    private static Cell balanced(MadeRun run, String incumbent) {
        return cell(run, Mode.BALANCED, incumbent);
    }

    private static Cell cell(MadeRun run, Mode mode, @Nullable String incumbent) {
        return Calibrator.calibrate(run.analysis(), incumbent == null ? null : table(incumbent)).cells().stream()
                .filter(cell -> cell.mode() == mode)
                .findFirst()
                .orElseThrow();
    }

    private static RoutingTable table(String model) {
        LinkedHashMap<TaskType, Map<Mode, ModelId>> routes = new LinkedHashMap<>();
        ModelId id = new ModelId(model);
        routes.put(new TaskType("simple"), Map.of(Mode.ECO, id));
        return new RoutingTable(
                "now", id, routes, RoutingTable.Fallbacks.NONE, RoutingTable.Uncertain.NEVER, List.of());
    }
}
