package dev.routeproof.harness.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.config.proxy.ProxyFile;
import dev.routeproof.routing.decide.CandidateFile;
import dev.routeproof.routing.experiment.RolloutFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalTest {
    @Test
    void itsFilesAreWhatAUserWouldWrite(@TempDir Path folder) throws Exception {
        var proxy = ProxyFile.load(Stage.write(folder, Script.of("code:-8", 1, 50_000)))
                .orThrow();
        var catalog = CatalogFile.load(proxy.catalog()).orThrow();
        assertThat(CandidateFile.load(folder.resolve("candidate.yaml"), catalog)
                        .orThrow()
                        .id())
                .isEqualTo("specialists");
        assertThat(RolloutFile.load(folder.resolve("rollout.yaml"), catalog)
                        .orThrow()
                        .experiment())
                .isEqualTo(Stage.EXPERIMENT);
        assertThat(proxy.clockStandsAt()).isEqualTo(Script.START);
        assertThat(catalog.all()).allMatch(model -> model.simulated());
        assertThat(catalog.all().stream()
                        .filter(model -> model.id().value().equals("coder"))
                        .findFirst()
                        .orElseThrow()
                        .sandbox()
                        .accuracy()
                        .get("code"))
                .isEqualTo(0.84);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "code:8", "cod:-8", "code:-0", "code:-8.5", "code:-800"})
    void whatCannotBePlantedIsRefused(String plant) {
        assertThatThrownBy(() -> Script.of(plant, 1, 50_000))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("code:-8");
    }

    @Test
    void usersComeBackAndMostAreNew() {
        var users = new Users(7);
        var visits = new HashMap<String, Integer>();
        var types = new HashMap<String, Integer>();
        var texts = new HashSet<String>();
        for (int i = 0; i < 20_000; i++) {
            var question = users.next(i / 20_000.0);
            visits.merge(question.user(), 1, Integer::sum);
            types.merge(question.taskType(), 1, Integer::sum);
            texts.add(question.text());
        }
        assertThat(visits.size()).isBetween(5_000, 8_000);
        assertThat(visits.values().stream().mapToInt(Integer::intValue).max().orElseThrow())
                .as("a heavy tail")
                .isGreaterThan(60);
        assertThat(types.keySet()).containsExactlyInAnyOrderElementsOf(Script.TASK_TYPES);
        assertThat(types.get(Script.RARE)).isLessThan(600);
        assertThat(texts).as("no answer is asked for twice").hasSizeGreaterThan(19_990);
    }

    @Test
    void theSameSeedGivesTheSameUsers() {
        var one = new Users(3);
        var two = new Users(3);
        for (int i = 0; i < 1_000; i++) {
            assertThat(one.next(0.5)).isEqualTo(two.next(0.5));
        }
    }

    @Test
    void aWrongPromotionAndAWrongRollBackAreWrongAndAHoldIsOpen() throws Exception {
        var planted = Script.of("code:-8", 1, 50_000);
        assertThat(score(planted, "promote", "roll_back", "promote", "hold"))
                .isEqualTo("simple right, code right, reasoning right, complex right; false false");
        assertThat(score(planted, "promote", "promote", "promote", "hold"))
                .isEqualTo("simple right, code WRONG, reasoning right, complex right; true false");
        assertThat(score(planted, "roll_back", "roll_back", "promote", "promote"))
                .isEqualTo("simple WRONG, code right, reasoning right, complex right; true false");
        assertThat(score(Script.of(null, 1, 50_000), "promote", "hold", "promote", "hold"))
                .isEqualTo("simple right, code not decided, reasoning right, complex right; false true");
    }

    private static String score(Script script, String... verdicts) throws Exception {
        var slices = new StringBuilder();
        for (int i = 0; i < verdicts.length; i++) {
            slices.append(i == 0 ? "" : ",")
                    .append("{\"task_type\":\"")
                    .append(Script.TASK_TYPES.get(i))
                    .append("\",\"verdict\":\"")
                    .append(verdicts[i])
                    .append("\"}");
        }
        var score = Score.of(script, new JsonMapper().readTree("{\"slices\":[" + slices + "]}"));
        var words = score.lines().stream()
                .map(line -> line.taskType() + " " + line.remark())
                .toList();
        return String.join(", ", words) + "; " + score.wrong() + " " + score.open();
    }
}
