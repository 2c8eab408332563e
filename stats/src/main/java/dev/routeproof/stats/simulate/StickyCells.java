package dev.routeproof.stats.simulate;

import dev.routeproof.stats.sequential.AssignmentBet;
import dev.routeproof.stats.sequential.Sides;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** S6: an A/A with sticky users whose requests resemble each other: values of units against single requests. */
final class StickyCells {
    private static final double ALPHA = 0.05;
    private static final double BAD = 0.2;
    private static final double EFFECT = 0.03;
    private static final int WINDOW = 10;

    private StickyCells() {}

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (double correlation : new double[] {0.05, 0.2}) {
            cells.add(peeked(correlation));
        }
        return cells;
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
