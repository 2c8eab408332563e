package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.harness.experiment.KnownLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir
    Path folder;

    @Test
    void onALogOfOnesOwnNothingIsFoundWhereNothingIsAndWhatIsPlantedIsRecovered() throws IOException {
        imported();
        Console text = validate("--rounds", "200");
        assertThat(text.exit()).isZero();
        assertThat(text.out())
                .contains("The error rates hold on this log.", "points planted and found", "Kolmogorov-Smirnov p = ");
        JsonNode object = new ObjectMapper()
                .readTree(validate("--rounds", "200", "--json").out());
        assertThat(object.get("slices"))
                .extracting(slice -> slice.get("task_type").asText())
                .containsExactly("code", "simple");
        JsonNode simple = object.get("slices").get(1);
        assertThat(simple.get("false_positive_rate").asDouble()).isBetween(0.0, 0.1);
        assertThat(simple.get("power_harm").asDouble()).isGreaterThan(0.6);
        assertThat(Math.abs(simple.get("bias").asDouble())).isLessThan(0.005);
        assertThat(simple.get("effect").asDouble()).isEqualTo(0.03);
    }

    @Test
    void theSameSeedGivesTheSameNumbersAndMistakesAreNamed() throws IOException {
        imported();
        String once = validate("--rounds", "40", "--values", "2000", "--json").out();
        assertThat(validate("--rounds", "40", "--values", "2000", "--json").out())
                .isEqualTo(once);
        assertThat(validate("--rounds", "1").err()).contains("--rounds and --values must be at least 2");
        assertThat(validate("--effect", "3").err()).contains("--effect 3.0 is a difference of rates");
    }

    @Test
    void aLogThatLeavesNothingToTryDoesNotSayThatTheErrorRatesHold() throws IOException {
        imported(new KnownLog(5).users(200).quiet());
        Console text = validate("--rounds", "40");
        assertThat(text.exit()).isEqualTo(6);
        assertThat(text.out())
                .contains("not tried: No unit had a bad outcome", "Nothing could be tried on this log")
                .doesNotContain("The error rates hold");
        JsonNode object =
                new ObjectMapper().readTree(validate("--rounds", "40", "--json").out());
        assertThat(object.get("kept").isNull()).isTrue();
        assertThat(object.get("slices").get(0).get("kept").isNull()).isTrue();
    }

    private void imported() throws IOException {
        imported(new KnownLog(5).users(2_500));
    }

    private void imported(KnownLog known) throws IOException {
        Path log = KnownLog.write(folder.resolve("log.jsonl"), known.lines());
        Path rollout = KnownLog.rollout(folder, "");
        Console.run("import", "exchanges", log.toString(), "--rollout", rollout.toString(), "--home", home());
    }

    private Console validate(String... options) {
        var words = new ArrayList<>(List.of("lab", "validate", "--home", home()));
        words.addAll(List.of(options));
        return Console.run(words.toArray(String[]::new));
    }

    private String home() {
        return folder.resolve("evidence").toString();
    }
}
