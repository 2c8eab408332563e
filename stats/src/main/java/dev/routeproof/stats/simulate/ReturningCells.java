package dev.routeproof.stats.simulate;

import dev.routeproof.stats.sequential.AssignmentBet;
import dev.routeproof.stats.sequential.BucketRange;
import dev.routeproof.stats.sequential.Sides;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Ground rule 4: 3,000 sticky users while the share is raised 5 → 20 → 50 %. A user's values of later epochs carry the
 * propensity given the earlier ones.
 */
final class ReturningCells {
    private static final double ALPHA = 0.05;
    private static final int USERS = 3_000;
    private static final double[] SHARES = {0.05, 0.2, 0.5};
    private static final double BASE = 0.1;
    private static final double SPREAD = 0.15;
    private static final int REQUESTS = 10;
    private static final double EFFECT = 0.03;

    private ReturningCells() {}

    static List<Cell> cells() {
        return List.of(
                cell(0, Figure.atMost("false_alarm", "conditional propensity", ALPHA), "false_alarm"),
                cell(0.04, Figure.atLeast("power", "conditional propensity", 0.95), "power"));
    }

    private static Cell cell(double harm, Figure ours, String name) {
        return new Cell(
                "S1",
                "3,000 returning users, 5-20-50 %",
                BASE,
                Double.NaN,
                harm,
                USERS * SHARES.length,
                random -> run(random, harm),
                List.of(ours, Figure.usual(name, "a user counts once ever"), Figure.usual(name, "the epoch's share")));
    }

    private static double[] run(RandomGenerator random, double harm) {
        double[] buckets = random.doubles(USERS).toArray();
        double[] rates = new double[USERS];
        BucketRange[] known = new BucketRange[USERS];
        Arrays.fill(known, BucketRange.UNKNOWN);
        for (int user = 0; user < USERS; user++) {
            rates[user] = Math.clamp(BASE + SPREAD * random.nextGaussian(), 0, 0.9);
        }
        AssignmentBet conditional = new AssignmentBet(Sides.HIGHER, EFFECT);
        AssignmentBet onceEver = new AssignmentBet(Sides.HIGHER, EFFECT);
        AssignmentBet marginal = new AssignmentBet(Sides.HIGHER, EFFECT);
        for (int epoch = 0; epoch < SHARES.length; epoch++) {
            double share = SHARES[epoch];
            conditional.startEpoch();
            onceEver.startEpoch();
            marginal.startEpoch();
            for (int user = 0; user < USERS; user++) {
                boolean candidate = buckets[user] < share;
                double value = Draws.binomial(random, REQUESTS, Math.min(1, rates[user] + (candidate ? harm : 0)))
                        / (double) REQUESTS;
                conditional.observe(candidate, value, known[user].propensity(share));
                marginal.observe(candidate, value, share);
                if (epoch == 0) {
                    onceEver.observe(candidate, value, share);
                }
                known[user] = known[user].after(candidate, share);
            }
        }
        return new double[] {
            Stopped.flag(Stopped.at(conditional.evidence(), ALPHA)),
            Stopped.flag(Stopped.at(onceEver.evidence(), ALPHA)),
            Stopped.flag(Stopped.at(marginal.evidence(), ALPHA))
        };
    }
}
