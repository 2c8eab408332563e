package dev.routeproof.harness.regret;

import static dev.routeproof.harness.regret.TwoModelRun.CODE;
import static dev.routeproof.harness.regret.TwoModelRun.SIMPLE;
import static dev.routeproof.harness.regret.TwoModelRun.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.routeproof.harness.report.BenchReport;
import dev.routeproof.harness.store.Query;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.table.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegretStudyTest {
    private final TwoModelRun run = new TwoModelRun();

    @AfterEach
    void close() {
        run.close();
    }

    private RegretStudy.@Nullable Found study(Function<Integer, Classification> says) {
        return RegretStudy.of(run.store(), run.analysis(), run.contender(says));
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
        BenchReport.write(run.store(), run.analysis(), null, study(i -> label(i < 20 ? CODE : SIMPLE, 0.9)), file);
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
        run.store().update(new Query("forget", "update sample set prompt = null"));
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
