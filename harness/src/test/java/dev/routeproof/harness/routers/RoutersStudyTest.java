package dev.routeproof.harness.routers;

import static dev.routeproof.harness.regret.TwoModelRun.CODE;
import static dev.routeproof.harness.regret.TwoModelRun.SIMPLE;
import static dev.routeproof.harness.regret.TwoModelRun.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.harness.UserError;
import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.harness.regret.Contender;
import dev.routeproof.harness.regret.TwoModelRun;
import dev.routeproof.harness.store.Query;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Costs below are USD per 1,000 prompts: dear 0.01, cheap 0.001. */
class RoutersStudyTest {
    private static final RoutersStudy.Gap WHOLE = new RoutersStudy.Gap(null, null);

    private static final RoutersStudy.Field NOBODY = new RoutersStudy.Field(List.of(), false, List.of());

    private final TwoModelRun run = new TwoModelRun();

    @AfterEach
    void close() {
        run.close();
    }

    private static RoutersStudy.Field field(Contender contender) {
        return new RoutersStudy.Field(List.of(contender), false, List.of());
    }

    private Routers study(Function<Integer, Classification> says) {
        return RoutersStudy.of(run.store(), run.analysis(), field(run.contender(says)), WHOLE);
    }

    private Routers study(OtherRouter other) {
        return RoutersStudy.of(
                run.store(), run.analysis(), new RoutersStudy.Field(List.of(), false, List.of(other)), WHOLE);
    }

    private static double value(Scored scored) {
        return Objects.requireNonNull(scored.value());
    }

    @Test
    void singleModelsAndTheOracleFrameTheField() {
        Routers routers = study(i -> label(i < 20 ? CODE : SIMPLE, 0.9));
        assertThat(routers.n()).isEqualTo(40);
        assertThat(routers.best().model()).isEqualTo("dear");
        assertThat(value(routers.best().accuracy())).isEqualTo(1);
        assertThat(routers.oracle().accuracy()).isEqualTo(1);
        assertThat(Objects.requireNonNull(routers.oracle().cost())).isCloseTo(0.0055, within(1e-12));
        assertThat(routers.weak() + " " + routers.strong()).isEqualTo("cheap dear");
        assertThat(routers.byTaskType()).isEqualTo(1);
        // From (0.001, 0.5) straight to (0.01, 1).
        assertThat(value(routers.zeroAiq())).isCloseTo(0.75, within(1e-12));
    }

    /** Right labels: all right for 0.0055, where the mix reaches 0.5 + 0.5·4.5/9 = 0.75. Only code needs the strong model. */
    @Test
    void whoKnowsTheTaskTypesBeatsTheMix() {
        Routers.Router router =
                study(i -> label(i < 20 ? CODE : SIMPLE, 0.9)).routers().getFirst();
        Routers.Way balanced = router.way("balanced");
        assertThat(value(balanced.accuracy())).isEqualTo(1);
        assertThat(value(balanced.cost())).isCloseTo(0.0055, within(1e-12));
        assertThat(value(balanced.overZero())).isCloseTo(0.25, within(1e-12));
        assertThat(Objects.requireNonNull(balanced.overZero().low())).isGreaterThan(0.15);
        assertThat(value(balanced.classifierRegret())).isZero();
        assertThat(value(balanced.tableRegret())).isZero();
        assertThat(value(balanced.optimalSelection())).isEqualTo(1);
        assertThat(balanced.robustness()).isEqualTo(1);
        assertThat(value(router.apgr())).isCloseTo(0.75, within(1e-12));
        assertThat(value(router.cpt50())).isCloseTo(0.25, within(1e-12));
        assertThat(value(router.cpt80())).isCloseTo(0.4, within(1e-12));
        // From nothing to (0.0055, 1), level from there: between 0.001 and 0.01.
        double rise = (0.001 + 0.0055) / 2 / 0.0055 * 0.0045;
        assertThat(value(router.aiq())).isCloseTo((rise + 0.0045) / 0.009, within(1e-12));
        assertThat(RoutersWords.Standing.of(balanced)).isEqualTo(RoutersWords.Standing.ABOVE);
    }

    /** Five code prompts labelled simple: five wrong answers, all by the label. Eco and sport ask dear in any case. */
    @Test
    void aWrongLabelIsTheClassifiersFault() {
        Routers.Router router = study(i -> label(i >= 5 && i < 20 ? CODE : SIMPLE, 0.9))
                .routers()
                .getFirst();
        assertThat(value(router.way("balanced").classifierRegret())).isCloseTo(0.125, within(1e-12));
        assertThat(value(router.way("balanced").tableRegret())).isZero();
        assertThat(value(router.way("eco").classifierRegret())).isZero();
    }

    @Test
    void withoutAnOrderOfPromptsTheOrderIsDrawnByLots() {
        Routers.Router router = study(i -> Classification.UNKNOWN).routers().getFirst();
        assertThat(value(router.apgr())).isEqualTo(0.5);
        assertThat(value(router.way("balanced").accuracy())).isEqualTo(1);
        assertThat(value(router.way("balanced").overZero())).isZero();
        assertThat(RoutersWords.Standing.of(router.way("balanced"))).isEqualTo(RoutersWords.Standing.UNCLEAR);
    }

    @Test
    void promptsWithoutAScoreOfEveryModelAreLeftOutAndCounted() {
        run.store()
                .update(new Query(
                        "unscored", "delete from score where model = 'cheap' and item in ('p0', 'p1', 'p30')"));
        Routers routers = study(i -> label(i < 20 ? CODE : SIMPLE, 0.9));
        assertThat(routers.n()).isEqualTo(37);
        assertThat(routers.leftOut()).isEqualTo(3);
        assertThat(routers.gaps()).containsExactly(Map.entry("cheap", 3));
        assertThat(RoutersWords.compared(routers)).contains("3 left out that cheap has no score of");
    }

    @Test
    void aRunOfScoresAloneIsJudgedByTrueLabels() {
        run.store().update(new Query("forget", "update sample set prompt = null"));
        Routers.Router router = study(i -> label(SIMPLE, 0.9)).routers().getFirst();
        assertThat(value(router.way("balanced").accuracy())).isEqualTo(1);
        assertThat(value(router.way("balanced").classifierRegret())).isZero();
        assertThat(router.way("balanced").robustness()).isNull();
        assertThat(router.remarks()).singleElement().asString().contains("only its table is judged");
    }

    @Test
    void withoutPricesNothingOfCostsIsSaid() {
        run.store().update(new Query("free", "update call set cost_nano_usd = null where model = 'dear'"));
        Routers routers = study(i -> label(i < 20 ? CODE : SIMPLE, 0.9));
        assertThat(routers.unpriced()).containsExactly("dear");
        assertThat(routers.zeroAiq().value()).isNull();
        Routers.Router router = routers.routers().getFirst();
        assertThat(router.aiq().value()).isNull();
        assertThat(router.way("balanced").arena().value()).isNull();
        assertThat(value(router.way("balanced").accuracy())).isEqualTo(1);
        assertThat(value(router.apgr())).isCloseTo(0.75, within(1e-12));
        assertThat(RoutersWords.Standing.of(router.way("balanced"))).isEqualTo(RoutersWords.Standing.NOT_PRICED);
    }

    @Test
    void theRouterOfOthersIsJudgedByTheModelsItChose() {
        Map<PromptKey, String> models = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            models.put(new PromptKey("d", "p" + i), i < 10 ? "dear" : "cheap");
        }
        Routers.Way way = study(new OtherRouter("theirs", models, Map.of()))
                .routers()
                .getFirst()
                .way("balanced");
        assertThat(way.name()).isEqualTo("as chosen");
        assertThat(value(way.accuracy())).isEqualTo(0.75);
        assertThat(way.classifierRegret().value()).isNull();
        assertThat(value(way.cost())).isCloseTo((10 * 0.01 + 30 * 0.001) / 40, within(1e-12));
    }

    @Test
    void theScoresOfOthersSendTheNeediestToTheStrongModel() {
        Map<PromptKey, Double> scores = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            scores.put(new PromptKey("d", "p" + i), 40.0 - i);
        }
        Routers.Router router =
                study(new OtherRouter("theirs", Map.of(), scores)).routers().getFirst();
        assertThat(value(router.apgr())).isCloseTo(0.75, within(1e-12));
        assertThat(router.ways())
                .extracting(Routers.Way::name)
                .containsExactly("25 % strong", "50 % strong", "75 % strong");
        assertThat(value(router.way("25 % strong").accuracy())).isEqualTo(0.75);
        assertThat(value(router.way("balanced").accuracy())).isEqualTo(1);
    }

    @Test
    void whatCannotBeComparedSaysWhy() {
        Routers routers = study(new OtherRouter("theirs", Map.of(new PromptKey("d", "p0"), "cheap"), Map.of()));
        assertThat(routers.routers()).isEmpty();
        assertThat(routers.notTried())
                .containsExactly(new Routers.NotTried("theirs", "Its file says nothing of 39 of the 40 prompts."));
        run.store().update(new Query("forget", "delete from score where model = 'cheap' and item <> 'p0'"));
        run.store().update(new Query("forget", "delete from score where model = 'dear' and item = 'p0'"));
        assertThatThrownBy(() -> study(i -> Classification.UNKNOWN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("No prompt of run r has a score of every model");
    }

    @Test
    void theGapIsNamedByItsModels() {
        assertThatThrownBy(
                        () -> RoutersStudy.of(run.store(), run.analysis(), NOBODY, new RoutersStudy.Gap("chaep", null)))
                .hasMessageContaining("--weak chaep: the run has no scores of it; it has those of dear, cheap.");
        assertThatThrownBy(
                        () -> RoutersStudy.of(run.store(), run.analysis(), NOBODY, new RoutersStudy.Gap("dear", null)))
                .hasMessageContaining("--weak and --strong are both dear");
    }

    /** Of three rephrasings the courteous one is taken for reasoning, whose model nobody asked in this run. */
    @Test
    void aRephrasedPromptThatWouldLeaveTheRunsModelsCountsAsMoved() {
        Contender known = run.contender(i -> label(i < 20 ? CODE : SIMPLE, 0.9));
        var reasoning = new TaskType("reasoning");
        var elsewhere = new ModelId("elsewhere");
        var dear = known.catalog().find(new ModelId("dear")).orElseThrow();
        var models = new LinkedHashMap<>(known.catalog().models());
        models.put(
                elsewhere,
                new Model(
                        elsewhere,
                        dear.provider(),
                        "elsewhere",
                        dear.tier(),
                        dear.prices(),
                        dear.contextTokens(),
                        dear.capabilities(),
                        null));
        var routes = new LinkedHashMap<>(known.table().routes());
        routes.put(reasoning, Map.of(Mode.BALANCED, elsewhere));
        var courted = new Contender(
                known.id(),
                new Catalog(models, known.catalog().providers()),
                known.table().withRoutes("t2", routes),
                prompt -> prompt.messages().getLast().text().startsWith("Hi,")
                        ? label(reasoning, 0.9)
                        : known.cascade().apply(prompt),
                List.of("linear"),
                List.of());
        Routers routers = RoutersStudy.of(run.store(), run.analysis(), field(courted), WHOLE);
        assertThat(routers.notTried()).isEmpty();
        Double robustness = routers.routers().getFirst().way("balanced").robustness();
        assertThat(Objects.requireNonNull(robustness)).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void thePromptIsRephrasedTheSameWayEveryTime() {
        var prompt = Prompt.of("Please summarise these twelve wonderful paragraphs about rivers.");
        assertThat(Rephrasing.of(prompt))
                .hasSize(3)
                .isEqualTo(Rephrasing.of(prompt))
                .doesNotContain(prompt);
    }
}
