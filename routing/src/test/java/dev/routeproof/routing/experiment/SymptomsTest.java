package dev.routeproof.routing.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymptomsTest {
    /** Of ten logs each; with the spread of a margin of 0 it took a median of 2,800 and 1,500 units. */
    @Test
    void halfOfTheCandidatesGoodVotesMissingIsFoundSoon() {
        assertThat(medianUnits(0.2, 0.5)).isBetween(500, 2_100);
        assertThat(medianUnits(0.6, 0.5)).isBetween(100, 900);
    }

    @Test
    void theSameShareOfVotesIsNoSign() {
        assertThat(medianUnits(0.2, 0)).isEqualTo(20_000);
    }

    private static int medianUnits(double votes, double lost) {
        int[] units = new SplittableRandom(3)
                .ints(11)
                .map(seed -> units(new SplittableRandom(seed), votes, lost))
                .sorted()
                .toArray();
        return units[units.length / 2];
    }

    private static int units(SplittableRandom random, double votes, double lost) {
        var symptoms = new Symptoms();
        for (int unit = 1; unit < 20_000; unit++) {
            boolean candidate = random.nextBoolean();
            double liked = random.nextDouble() < votes && !(candidate && random.nextDouble() < lost) ? 1 : 0;
            symptoms.observe(candidate, value(candidate, liked, unit), 0.5);
            if (symptoms.shown(false) != null) {
                return unit;
            }
        }
        return 20_000;
    }

    private static UnitValue value(boolean candidate, double liked, long unit) {
        return new UnitValue(
                0, 1, candidate ? Arm.CANDIDATE : Arm.CONTROL, 0.5, true, 0, 0, 0, 0, 0.1, 0.1, liked, 0, unit, unit);
    }
}
