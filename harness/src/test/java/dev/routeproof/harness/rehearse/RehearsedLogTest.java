package dev.routeproof.harness.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.experiment.ExperimentVerdict;
import dev.routeproof.routing.experiment.SliceVerdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rehearsal has enough traffic to decide what it is to decide, also where latencies scatter as on a busy machine. */
class RehearsedLogTest {
    private static final double USUAL = 0.05;
    private static final double BUSY = 0.5;

    @TempDir
    private Path folder;

    private Map<String, String> verdicts(@Nullable String plant, long seed, double slow) throws Exception {
        ExperimentVerdict verdict = RehearsedLog.judge(Script.of(plant, seed, Script.REQUESTS), folder, slow, 0);
        var words = new TreeMap<String, String>();
        for (SliceVerdict slice : verdict.slices()) {
            if (slice.taskType() != null && !slice.taskType().label().equals(Script.RARE)) {
                words.put(slice.taskType().label(), slice.verdict().word());
            }
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatDeservesItIsPromotedAndThePlantedRolledBack(long seed) throws Exception {
        var promoted = Map.of("simple", "promote", "code", "promote", "reasoning", "promote");
        assertThat(verdicts(null, seed, USUAL)).isEqualTo(promoted);
        assertThat(verdicts(null, seed, BUSY)).isEqualTo(promoted);
        var planted = Map.of("simple", "promote", "code", "roll_back", "reasoning", "promote");
        assertThat(verdicts("code:-8", seed, USUAL)).isEqualTo(planted);
    }
}
