package dev.routeproof.harness.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.experiment.ExperimentVerdict;
import dev.routeproof.routing.experiment.SliceVerdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rehearsal has enough traffic to decide what it is to decide, also where latencies scatter as on a busy machine. */
class RehearsedLogTest {
    private static final double USUAL = 0.05;
    private static final double BUSY = 0.5;
    private static final int SEEDS = 20;

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

    /**
     * A roll-back without harm may happen to 0.5 % of slices and is no fault of the rehearsal: of 60 more than two have a
     * probability below 1 %.
     */
    @ParameterizedTest
    @ValueSource(doubles = {USUAL, BUSY})
    void whatDeservesItIsPromoted(double slow) throws Exception {
        var words = new TreeMap<String, Integer>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            verdicts(null, seed, slow).values().forEach(word -> words.merge(word, 1, Integer::sum));
        }
        assertThat(words.getOrDefault("roll_back", 0)).as("%s", words).isLessThanOrEqualTo(2);
        assertThat(words.getOrDefault("promote", 0)).as("%s", words).isGreaterThanOrEqualTo(3 * SEEDS - 3);
    }

    @Test
    void thePlantedIsRolledBack() throws Exception {
        int found = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            String code = verdicts("code:-8", seed, USUAL).get("code");
            assertThat(code).as("seed %d", seed).isNotEqualTo("promote");
            found += "roll_back".equals(code) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(SEEDS - 1);
    }
}
