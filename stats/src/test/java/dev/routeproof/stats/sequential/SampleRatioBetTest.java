package dev.routeproof.stats.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.routeproof.stats.Result;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

class SampleRatioBetTest {
    /** The product of the updates is the ratio of the Dirichlet-multinomial to the multinomial likelihood. */
    @Test
    void theWealthIsTheDirichletMultinomialLikelihoodRatio() {
        double[] shares = {0.5, 0.3, 0.2};
        int[] counts = {40, 30, 30};
        assertEquals(logRatio(50, shares, counts), fed(new SampleRatioBet(shares, 50), counts), 1e-9);
        assertEquals(logRatio(1_000, shares, counts), fed(new SampleRatioBet(shares), counts), 1e-9);
    }

    @Test
    void aTenthOfTheCandidatesLostIsFoundAndNothingLostIsNot() {
        assertTrue(alarm(0.45 / 0.95));
        assertFalse(alarm(0.5));
    }

    @Test
    void anEpochBetsOnItsOwnShares() {
        SampleRatioBet bet = new SampleRatioBet(0.9, 0.1);
        SplittableRandom random = new SplittableRandom(4);
        for (double share : new double[] {0.1, 0.5}) {
            bet.startEpoch(1 - share, share);
            for (int t = 0; t < 5_000; t++) {
                bet.observe(random.nextDouble() < share ? 1 : 0);
            }
        }
        assertFalse(Monitors.value(bet.evidence()).reaches(0.005));
    }

    @Test
    void aUnitInAGroupOfShareZeroIsAnAlarm() {
        SampleRatioBet bet = new SampleRatioBet(1, 0);
        bet.observe(0);
        assertFalse(Monitors.value(bet.evidence()).reaches(0.005));
        bet.observe(1);
        assertTrue(Monitors.value(bet.evidence()).reaches(1e-9));
    }

    @Test
    void noUnitIsNoEvidence() {
        assertInstanceOf(Result.NotEstimable.class, new SampleRatioBet(0.5, 0.5).evidence());
    }

    @Test
    void sharesThatDoNotSumToOneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SampleRatioBet(0.5, 0.4));
        assertThrows(IllegalArgumentException.class, () -> new SampleRatioBet(1.5, -0.5));
        assertThrows(IllegalArgumentException.class, () -> new SampleRatioBet(1));
        assertThrows(IllegalArgumentException.class, () -> new SampleRatioBet(0.5, 0.5).startEpoch(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new SampleRatioBet(0.5, 0.5).observe(2));
        assertThrows(IllegalArgumentException.class, () -> new SampleRatioBet(new double[] {0.5, 0.5}, 0));
    }

    private static boolean alarm(double actualShare) {
        SampleRatioBet bet = new SampleRatioBet(0.5, 0.5);
        SplittableRandom random = new SplittableRandom(12);
        for (int t = 0; t < 12_000; t++) {
            bet.observe(random.nextDouble() < actualShare ? 1 : 0);
        }
        return Monitors.value(bet.evidence()).reaches(0.005);
    }

    private static double fed(SampleRatioBet bet, int[] counts) {
        for (int group = 0; group < counts.length; group++) {
            for (int i = 0; i < counts[group]; i++) {
                bet.observe(group);
            }
        }
        return Monitors.value(bet.evidence()).logWealth();
    }

    private static double logRatio(double prior, double[] shares, int[] counts) {
        double log = Gamma.logGamma(prior) - Gamma.logGamma(prior + 100);
        for (int group = 0; group < shares.length; group++) {
            log += Gamma.logGamma(prior * shares[group] + counts[group])
                    - Gamma.logGamma(prior * shares[group])
                    - counts[group] * Math.log(shares[group]);
        }
        return log;
    }
}
