package dev.routeproof.harness.lab.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.harness.SharedData;
import dev.routeproof.harness.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCheckTest {
    @TempDir
    Path folder;

    private VectorCheck check(String vectors) throws IOException {
        Path file = folder.resolve("vectors.json");
        Files.writeString(file, "{\"vectors\": [" + vectors + "]}");
        return VectorCheck.of(file);
    }

    @Test
    void everyReferenceVectorOfAKnownFamilyPasses() {
        Path file = SharedData.file("stats/vectors.json");
        VectorCheck check = VectorCheck.of(file);
        assertThat(check.failed()).isEmpty();
        long unexpected = check.unsupported().keySet().stream()
                .filter(id -> !id.startsWith("canary-classifier"))
                .count();
        assertThat(unexpected).as(check.unsupported().toString()).isLessThanOrEqualTo(check.total() / 20);
        assertThat(check.passed() + check.unsupported().size()).isEqualTo(check.total());
    }

    @Test
    void closedFormsPass() throws IOException {
        VectorCheck check = check("""
                {"id": "a", "family": "mcnemar", "input": {"table": [[9, 1], [4, 2]], "exact": true},
                 "expected": {"statistic": 1, "p_value": 0.375}, "tolerance": {"abs": 1e-12}},
                {"id": "b", "family": "percentile", "input": {"data": [1, 2, 3, 4], "percentile": 50},
                 "expected": {"value": 2.5}, "tolerance": {}},
                {"id": "c", "family": "proportion-ci", "input": {"count": 0, "n": 10, "alpha": 0.05, "method": "exact"},
                 "expected": {"ci": [0, 0.3084971078187608]}, "tolerance": {"abs": 1e-12}},
                {"id": "d", "family": "group-sequential", "input": {"t": [1.0], "alpha": 0.05, "sides": 2, "spending": "pocock"},
                 "expected": {"bounds": [1.959963984540054]}, "tolerance": {"abs": 1e-9}},
                {"id": "e", "family": "multiple-testing", "input": {"p_values": [0.03, 0.01], "method": "Holm"},
                 "expected": {"adjusted": [0.03, 0.02]}, "tolerance": {"abs": 1e-12}}""");
        assertThat(check.failed()).isEmpty();
        assertThat(check.unsupported()).isEmpty();
        assertThat(check.passed()).isEqualTo(5);
    }

    @Test
    void aWrongExpectationIsNamedWithItsKeyAndOurValue() throws IOException {
        VectorCheck check = check("""
                {"id": "off", "family": "percentile", "input": {"data": [1, 3], "percentile": 50},
                 "expected": {"value": 2.1}, "tolerance": {"abs": 0.01}}""");
        assertThat(check.passed()).isZero();
        assertThat(check.failed()).singleElement().satisfies(miss -> {
            assertThat(miss.id()).isEqualTo("off");
            assertThat(miss.key()).isEqualTo("value");
            assertThat(miss.actual()).isEqualTo(2.0);
        });
    }

    @Test
    void whatWeDoNotAnswerIsUnsupportedWithTheReasonAndNeverACrash() throws IOException {
        VectorCheck check = check("""
                {"id": "family", "family": "tarot", "input": {}, "expected": {"card": 1}},
                {"id": "method", "family": "proportion-ci", "input": {"count": 1, "n": 9, "method": "astrology"}, "expected": {"ci": [0, 1]}},
                {"id": "key", "family": "percentile", "input": {"data": [1], "percentile": 50}, "expected": {"mood": 1}},
                {"id": "empty", "family": "percentile", "input": {}, "expected": {"value": 1}},
                {"id": "degenerate", "family": "welch-t", "input": {"a": [1, 1], "b": [1, 1]}, "expected": {"t": 0}},
                {"id": "absurd", "family": "mcnemar", "input": {"table": [[-1, 1], [4, 2]]}, "expected": {"p_value": 1}},
                {"id": "lots", "family": "mann-whitney-exact-cdf", "input": {"m": 0, "n": 1, "u": [0]}, "expected": {"cdf": [1]}}""");
        assertThat(check.failed()).isEmpty();
        assertThat(check.unsupported())
                .containsOnlyKeys("family", "method", "key", "empty", "degenerate", "absurd", "lots");
        assertThat(check.unsupported().get("method")).contains("astrology");
        assertThat(check.unsupported().get("degenerate")).contains("do not vary");
    }

    @Test
    void aFileThatIsNoVectorsFileIsAnErrorTheUserCanFix() throws IOException {
        Path file = folder.resolve("other.json");
        Files.writeString(file, "{\"vectors\": 3}");
        assertThatThrownBy(() -> VectorCheck.of(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("list 'vectors'");
        Files.writeString(file, "{");
        assertThatThrownBy(() -> VectorCheck.of(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> VectorCheck.of(folder.resolve("none")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot be read");
    }
}
