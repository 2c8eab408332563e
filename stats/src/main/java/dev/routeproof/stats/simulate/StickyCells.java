package dev.routeproof.stats.simulate;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.mean.MeanTest;
import dev.routeproof.stats.mean.MeanTests;
import dev.routeproof.stats.mean.SampleMean;
import dev.routeproof.stats.sequential.AssignmentBet;
import dev.routeproof.stats.sequential.Sides;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** S6: an A/A with sticky users whose requests resemble each other: values of units against single requests. */
final class StickyCells {
    private static final double ALPHA = 0.05;
    private static final double BAD = 0.2;
    private static final double EFFECT = 0.1;
    private static final int WINDOW = 10;

    private StickyCells() {}

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (double correlation : new double[] {0.05, 0.2}) {
            for (int usersAnArm : new int[] {30, 300}) {
                cells.add(oneLook(correlation, usersAnArm));
            }
            cells.add(peeked(correlation));
        }
        return cells;
    }

    /** Heavy-tailed numbers of requests, about ten a user; one look at the end. */
    private static Cell oneLook(double correlation, int usersAnArm) {
        return new Cell(
                "S6",
                usersAnArm + " sticky users an arm, ICC " + correlation,
                BAD,
                0.5,
                0,
                1,
                random -> lookedAtOnce(random, 2 * usersAnArm, correlation),
                List.of(
                        Figure.atMost("false_alarm", "Welch t on unit values", 0.055),
                        Figure.usual("false_alarm", "z-test on requests")));
    }

    private static double[] lookedAtOnce(RandomGenerator random, int users, double correlation) {
        WatchedMeans units = new WatchedMeans(ALPHA);
        WatchedMeans requests = new WatchedMeans(ALPHA);
        for (int user = 0; user < users; user++) {
            boolean candidate = random.nextBoolean();
            double rate = rate(random, correlation);
            int count = Draws.heavyTailed(random, 10);
            int bad = Draws.binomial(random, count, rate);
            units.include(candidate, (double) bad / count);
            for (int request = 0; request < count; request++) {
                requests.include(candidate, request < bad ? 1 : 0);
            }
        }
        Result<MeanTest> welch = MeanTests.welch(
                SampleMean.of(units.candidate()),
                SampleMean.of(units.baseline()),
                MeanTests.Hypothesis.twoSided(1 - ALPHA));
        return new double[] {
            Stopped.flag(welch instanceof Result.Value<MeanTest>(MeanTest test)
                    && test.test().pValue() <= ALPHA),
            Stopped.flag(Math.abs(requests.z(0)) > WatchedMeans.Z_TWO_SIDED)
        };
    }

    /** 400 users with 20 requests each on average, watched: one value a user against one a request. */
    private static Cell peeked(double correlation) {
        int users = 400;
        return new Cell(
                "S6",
                "400 sticky users, watched, ICC " + correlation,
                BAD,
                0.5,
                0,
                users,
                random -> watched(random, users, correlation),
                List.of(
                        Figure.atMost("false_alarm", "assignment bet on unit values", ALPHA),
                        Figure.usual("false_alarm", "assignment bet on requests")));
    }

    private static double[] watched(RandomGenerator random, int users, double correlation) {
        AssignmentBet byUnit = new AssignmentBet(Sides.HIGHER, EFFECT);
        AssignmentBet byRequest = new AssignmentBet(Sides.HIGHER, EFFECT);
        double[] rates = new double[users];
        boolean[] candidate = new boolean[users];
        for (int user = 0; user < users; user++) {
            rates[user] = rate(random, correlation);
            candidate[user] = random.nextBoolean();
            double bad = Draws.binomial(random, WINDOW, rates[user]);
            byUnit.observe(candidate[user], bad / WINDOW, 0.5);
        }
        for (int request = 0; request < 20 * users; request++) {
            int user = random.nextInt(users);
            byRequest.observe(candidate[user], random.nextDouble() < rates[user] ? 1 : 0, 0.5);
        }
        return new double[] {
            Stopped.flag(Stopped.at(byUnit.evidence(), ALPHA)), Stopped.flag(Stopped.at(byRequest.evidence(), ALPHA))
        };
    }

    private static double rate(RandomGenerator random, double correlation) {
        double concentration = 1 / correlation - 1;
        return Draws.beta(random, BAD * concentration, (1 - BAD) * concentration);
    }
}
