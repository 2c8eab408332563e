package dev.routeproof.harness.lab.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.stats.simulate.CellResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A few logs of every truth; {@code scripts/simulate-ab} runs 400 of each. */
class VerdictSimulationTest {
    @Test
    void everyTruthIsJudgedAsItIs() {
        List<CellResult> results = VerdictSimulation.run(8, 3, line -> {});
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.readings()).as(result.cell().title()).allMatch(reading -> reading.kept()));
        assertThat(value(results, "latency 20 % longer")).isGreaterThan(0.5);
        assertThat(value(results, "5 points more bad outcomes")).isGreaterThan(0.4);
        assertThat(value(results, "half the price")).isGreaterThan(0.5);
    }

    @Test
    void theSameSeedIsTheSameLogInTheOrderOfTime() {
        TrueLog log = VerdictCells.log(List.of(TrueSlice.alike("code", 0.1)), 200, 0.1, List.of(5.0, 50.0));
        var once = new ArrayList<Exchange>();
        var again = new ArrayList<Exchange>();
        log.seed(9).forEach(once::add);
        log.seed(9).forEach(again::add);
        assertThat(once).isEqualTo(again).isSortedAccordingTo((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
        assertThat(once.stream().mapToLong(Exchange::unit).distinct().count()).isEqualTo(200);
    }

    private static double value(List<CellResult> results, String shape) {
        return results.stream()
                .filter(result -> result.cell().shape().startsWith(shape))
                .findFirst()
                .orElseThrow()
                .readings()
                .getFirst()
                .value();
    }
}
