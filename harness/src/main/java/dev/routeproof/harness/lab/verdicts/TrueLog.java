package dev.routeproof.harness.lab.verdicts;

import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Assignment;
import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.Phase;
import dev.routeproof.routing.experiment.Propensities;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A log of exchanges whose truth is known: sticky users of heavy-tailed activity who differ in how much they complain
 * and wait, rare feedback, a base rate that drifts, and a share that is raised from epoch to epoch beside a hold-out.
 * The same seed gives the same log.
 *
 * @param users units; each makes at least one request
 * @param meanRequests about how many a user makes, at least 1; a hundred times as many happens
 * @param percents the candidate's share of each epoch
 * @param days length of each epoch
 * @param drift added to everybody's rate of bad outcomes from the first to the last day
 */
record TrueLog(
        List<TrueSlice> slices,
        int users,
        double meanRequests,
        List<Double> percents,
        double days,
        double holdout,
        double drift,
        long seed) {
    private static final long DAY = 86_400_000L;
    private static final int USER_BITS = 24;
    private static final int MOST_REQUESTS = 400;
    private static final double TAIL = 1.5;
    private static final double LIKED = 0.03;

    /** Milliseconds from the first to the end of the last epoch. */
    long length() {
        return (long) (percents.size() * days * DAY);
    }

    TrueLog seed(long other) {
        return new TrueLog(slices, users, meanRequests, percents, days, holdout, drift, other);
    }

    TrueLog users(int count) {
        return new TrueLog(slices, count, meanRequests, percents, days, holdout, drift, seed);
    }

    /** Gives the exchanges to {@code taker} in the order of their time, which starts at 0. */
    void forEach(Consumer<Exchange> taker) {
        var random = new SplittableRandom(seed);
        var people = new People(random);
        for (long moment : moments(random)) {
            taker.accept(exchange(moment >> USER_BITS, (int) (moment & ((1 << USER_BITS) - 1)), people, random));
        }
    }

    /** Time and user of each request in one number, sorted. */
    private long[] moments(SplittableRandom random) {
        long[] moments = new long[users];
        int count = 0;
        for (int user = 0; user < users; user++) {
            double pareto = Math.pow(1 - random.nextDouble(), -1 / TAIL) - 1;
            int requests = (int) Math.min(MOST_REQUESTS, 1 + pareto * (meanRequests - 1) / 2);
            for (int i = 0; i < requests; i++) {
                if (count == moments.length) {
                    moments = Arrays.copyOf(moments, 2 * count);
                }
                moments[count++] = random.nextLong(length()) << USER_BITS | user;
            }
        }
        long[] sorted = Arrays.copyOf(moments, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private Exchange exchange(long at, int user, People people, SplittableRandom random) {
        int epoch = Math.min(percents.size() - 1, (int) (at / (days * DAY)));
        TrueSlice slice = slices.get(random.nextInt(slices.size()));
        Arm arm = people.arm(user, epoch);
        boolean candidate = arm == Arm.CANDIDATE;
        double level = slice.bad() * people.complaint[user] + drift * at / length();
        double bad = Math.clamp(level + (candidate ? slice.harm() : 0), 0, 1);
        boolean failed = random.nextDouble() < slice.errors() + (candidate ? slice.moreErrors() : 0);
        boolean complains = random.nextDouble() < bad;
        double latency = 400 * people.wait[user] * Math.exp(0.5 * random.nextGaussian());
        return new Exchange(
                at,
                people.key[user],
                arm,
                epoch,
                people.propensities[epoch],
                slice.taskType(),
                true,
                failed ? Exchange.Status.FAILED : Exchange.Status.COMPLETED,
                complains,
                !complains && random.nextDouble() < LIKED,
                latency * (candidate ? slice.latencyFactor() : 1),
                0.002 * Math.exp(0.6 * random.nextGaussian()) * (candidate ? slice.costFactor() : 1));
    }

    /** Who the users are, and where each is in every epoch. */
    private final class People {
        private final double[] complaint = new double[users];
        private final double[] wait = new double[users];
        private final long[] key = new long[users];
        private final Arm[][] arms = new Arm[percents.size()][users];
        private final Propensities[] propensities = new Propensities[percents.size()];

        People(SplittableRandom random) {
            var assignment = new Assignment(("salt " + seed).getBytes(StandardCharsets.UTF_8), "truth");
            for (int epoch = 0; epoch < percents.size(); epoch++) {
                var allocation = new Allocation(Phase.CANARY, percents.get(epoch), holdout, Set.of());
                propensities[epoch] = allocation.propensities();
                for (int user = 0; user < users; user++) {
                    arms[epoch][user] = assignment.arm("u" + user, allocation);
                }
            }
            for (int user = 0; user < users; user++) {
                complaint[user] = Math.min(3, -Math.log(1 - random.nextDouble()) / 0.94);
                wait[user] = Math.exp(0.3 * random.nextGaussian());
                key[user] = random.nextLong() | 1;
            }
        }

        Arm arm(int user, int epoch) {
            return arms[epoch][user];
        }
    }
}
