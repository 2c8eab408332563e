package dev.routeproof.stats.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.routeproof.stats.Result;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReRandomisationTest {
    private static final double EFFECT = 0.04;

    /** Sticky users of different rates, a ramp and a drift of the base rate: nothing false, and the planted is found. */
    @Test
    void aLogWithReturningUsersRaisesNoFalseAlarmAndGivesBackWhatIsPlanted() {
        ReRandomisation.Validation validation =
                ReRandomisation.validate(log(3_000), EFFECT, 300, 7).orElseThrow();
        assertTrue(validation.falseAlarm().kept(), validation.toString());
        assertTrue(validation.fixedFalseAlarm().kept(), validation.toString());
        assertTrue(validation.powerHarm().value() > 0.9, validation.toString());
        assertTrue(validation.powerGain().value() > 0.9, validation.toString());
        assertEquals(0, validation.bias().orElseThrow(), 0.002);
        assertTrue(validation.uniformity() > 0.01, validation.toString());
    }

    @Test
    void theSameSeedGivesTheSameValidation() {
        assertEquals(
                ReRandomisation.validate(log(200), EFFECT, 20, 3), ReRandomisation.validate(log(200), EFFECT, 20, 3));
    }

    @Test
    void whatCannotBeTriedIsSaid() {
        ValueLog empty = new ValueLog(new int[0], new int[0], new double[0], new double[] {0.5});
        assertInstanceOf(Result.NotEstimable.class, ReRandomisation.validate(empty, EFFECT, 10, 1));
        ValueLog certain = new ValueLog(new int[] {0, 1}, new int[] {0, 0}, new double[] {0, 1}, new double[] {1});
        assertInstanceOf(Result.NotEstimable.class, ReRandomisation.validate(certain, EFFECT, 10, 1));
        assertInstanceOf(Result.NotEstimable.class, ReRandomisation.validate(log(50), 0.95, 10, 1));
    }

    @Test
    void aLogOutOfOrderIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ValueLog(new int[] {0, 1}, new int[] {1, 0}, new double[] {0, 1}, new double[] {0.1, 0.2}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ValueLog(new int[] {0}, new int[] {0}, new double[] {1.5}, new double[] {0.1}));
    }

    private static ValueLog log(int users) {
        double[] shares = {0.05, 0.2, 0.5};
        SplittableRandom random = new SplittableRandom(20);
        double[] rates = random.doubles(users, 0.05, 0.25).toArray();
        int size = users * shares.length;
        int[] units = new int[size];
        int[] epochs = new int[size];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            units[i] = i % users;
            epochs[i] = i / users;
            values[i] = Draws.binomial(random, 10, rates[units[i]] + 0.05 * epochs[i]) / 10.0;
        }
        return new ValueLog(units, epochs, values, shares);
    }
}
