package dev.routeproof.routing.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class AssignmentTest {
    static final int UNITS = 20_000;
    final Assignment assignment = new Assignment("salt".getBytes(StandardCharsets.UTF_8), "q4");

    @Test
    void raisingTheShareMovesUnitsOnlyFromControlToCandidate() {
        double[] shares = {5, 20, 50, 100};
        for (int i = 0; i < UNITS; i++) {
            Arm before = assignment.arm("user-" + i, canary(shares[0]));
            for (double share : shares) {
                Arm now = assignment.arm("user-" + i, canary(share));
                if (before != Arm.CONTROL) {
                    assertThat(now).isEqualTo(before);
                }
                assertThat(before == Arm.CONTROL && now == Arm.HOLDOUT).isFalse();
                before = now;
            }
        }
    }

    @Test
    void armsHaveTheSharesOfTheirPropensities() {
        var allocation = new Allocation(Phase.CANARY, 20, 10, 15, Set.of());
        Map<Arm, Integer> counts = new EnumMap<>(Arm.class);
        for (int i = 0; i < UNITS; i++) {
            counts.merge(assignment.arm("user-" + i, allocation), 1, Integer::sum);
        }
        for (Arm arm : Arm.values()) {
            double expected = allocation.propensities().of(arm);
            double error = 4 * Math.sqrt(expected * (1 - expected) / UNITS);
            assertThat(counts.get(arm) / (double) UNITS).isBetween(expected - error, expected + error);
        }
    }

    @Test
    void twoProxiesWithTheSameSaltAgreeAndAnotherSaltOrExperimentShuffles() {
        var twin = new Assignment("salt".getBytes(StandardCharsets.UTF_8), "q4");
        var salted = new Assignment("pepper".getBytes(StandardCharsets.UTF_8), "q4");
        var next = new Assignment("salt".getBytes(StandardCharsets.UTF_8), "q5");
        int otherSalt = 0;
        int otherExperiment = 0;
        for (int i = 0; i < 1_000; i++) {
            String unit = "user-" + i;
            assertThat(twin.arm(unit, canary(50))).isEqualTo(assignment.arm(unit, canary(50)));
            otherSalt += salted.arm(unit, canary(50)) == assignment.arm(unit, canary(50)) ? 0 : 1;
            otherExperiment += next.arm(unit, canary(50)) == assignment.arm(unit, canary(50)) ? 0 : 1;
        }
        assertThat(otherSalt).isBetween(400, 620);
        assertThat(otherExperiment).isBetween(400, 620);
    }

    @Test
    void beforeTheCanaryEverybodyIsControl() {
        assertThat(assignment.arm("user-1", new Allocation(Phase.SHADOW, 100, 50, Set.of())))
                .isEqualTo(Arm.CONTROL);
        assertThat(new Allocation(Phase.SHADOW, 100, 50, Set.of()).propensities())
                .isEqualTo(new Propensities(1, 0, 0));
    }

    private static Allocation canary(double percent) {
        return new Allocation(Phase.CANARY, percent, 10, Set.of());
    }
}
