package dev.routeproof.routing.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.re2j.Pattern;
import dev.routeproof.routing.config.BrokenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClassifiersTest {
    private static final TaskType CODE = new TaskType("code");
    private static final TaskType SIMPLE = new TaskType("simple");

    @TempDir
    Path folder;

    private static Rule.Signs contains(String... texts) {
        return new Rule.Signs(List.of(texts), List.of(), List.of(), List.of(), null, null, null, null, Set.of());
    }

    private static Rule.Signs shortAndMatching(String pattern) {
        return new Rule.Signs(
                List.of(), List.of(), List.of(), List.of(Pattern.compile(pattern)), null, 10, null, null, Set.of());
    }

    private static Features of(String text) {
        return Features.of(Prompt.of(text));
    }

    private static LinearModel model() {
        double[][] signals = new double[Signal.values().length][2];
        signals[Signal.CODE_REQUEST.index()] = new double[] {3, 0};
        signals[Signal.FACT_QUESTION.index()] = new double[] {0, 2};
        return new LinearModel(
                List.of(CODE, SIMPLE),
                new View(2, new double[] {0, 0.5}, signals, new float[View.gramWeights(2)]),
                null);
    }

    /** The words say simple of every prompt. */
    private static LinearModel doubting() {
        var words = new View(1, new double[] {0, 4}, new double[0][], new float[View.gramWeights(2)]);
        View whole = model().whole();
        var signals = new View(1, whole.bias(), whole.signals(), new float[0]);
        return new LinearModel(List.of(CODE, SIMPLE), whole, new Doubt(words, signals, 0, 0.5, 0.5, 0));
    }

    @Test
    void confidenceOfRulesIsTheMargin() {
        var rules = new RulesClassifier(List.of(
                new Rule(CODE, 0.5, contains("bug"), null),
                new Rule(CODE, 0.4, contains("LOOP"), null),
                new Rule(SIMPLE, 0.3, null, shortAndMatching("why"))));
        Explained answer = rules.explain(of("why is there a bug in my loop"));
        assertThat(answer.classification().taskType()).isEqualTo(CODE);
        assertThat(answer.classification().confidence()).isCloseTo(0.6, within(1e-9));
        assertThat(answer.evidence())
                .extracting(Evidence::sign)
                .containsExactly("contains \"bug\"", "contains \"LOOP\"");
    }

    @Test
    void everySignOfAllMustHold() {
        var rules = new RulesClassifier(List.of(new Rule(SIMPLE, 0.3, null, shortAndMatching("why"))));
        assertThat(rules.classify(of("why?")).taskType()).isEqualTo(SIMPLE);
        assertThat(rules.classify(of("why " + "so very long ".repeat(20)))).isEqualTo(Classification.UNKNOWN);
    }

    @Test
    void temperatureSoftensTheShares() {
        Classification answer = new LinearClassifier(model()).classify(of("write a function"));
        assertThat(answer.taskType()).isEqualTo(CODE);
        assertThat(answer.confidence()).isCloseTo(1 / (1 + Math.exp(-2.5 / 2)), within(1e-12));
    }

    @Test
    void viewsThatDisagreeMakeTheAnswerLessSure() {
        Classification sure = new LinearClassifier(model()).classify(of("write a function"));
        Explained doubted = new LinearClassifier(doubting()).explain(of("write a function"));
        assertThat(doubted.classification().taskType()).isEqualTo(CODE);
        assertThat(doubted.classification().confidence()).isLessThan(sure.confidence() - 0.1);
        assertThat(doubted.classification().scores().values().stream()
                        .mapToDouble(score -> score)
                        .sum())
                .isCloseTo(1, within(1e-12));
        assertThat(doubted.evidence()).extracting(Evidence::sign).contains("but the words alone say simple (0.98)");
    }

    @Test
    void theNamedLabelKeepsTheHighestScore() {
        var model = doubting();
        var hopeless =
                new LinearModel(model.labels(), model.whole(), new Doubt(model.whole(), model.whole(), -9, 1, 0, 0));
        Classification answer = new LinearClassifier(hopeless).classify(of("write a function"));
        assertThat(answer.taskType()).isEqualTo(CODE);
        assertThat(answer.confidence()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void evidenceNamesTheSignal() {
        Explained answer = new LinearClassifier(model()).explain(of("who lives there?"));
        assertThat(answer.evidence()).containsExactly(new Evidence("a short question about a fact", 1));
    }

    @Test
    void modelSurvivesItsFile() throws IOException {
        for (LinearModel model : List.of(model(), doubting())) {
            Path file = Files.writeString(folder.resolve("c.json"), model.json());
            assertThat(LinearModel.load(file)).isEqualTo(model);
        }
    }

    @Test
    void olderModelIsToldToBeTrainedAgain() throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.json"), model().json().replace("\"version\" : 2", "\"version\" : 1"));
        assertThatThrownBy(() -> LinearModel.load(file))
                .isInstanceOf(BrokenFile.class)
                .hasMessageContaining("c.json")
                .hasMessageContaining("train-classifier");
    }
}
