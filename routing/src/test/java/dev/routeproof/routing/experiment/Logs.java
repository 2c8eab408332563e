package dev.routeproof.routing.experiment;

import dev.routeproof.routing.classify.TaskType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Logs whose truth is known: sticky users of uneven activity, a drifting base rate, a ramp, sparse harm or none. */
final class Logs {
    static final TaskType SIMPLE = new TaskType("simple");
    static final TaskType CODE = new TaskType("code");
    static final long DAY = 86_400_000L;

    private final SplittableRandom random;
    private final Assignment assignment;
    private double harm;
    private double saving = 0.5;
    private double drift;
    private double[] shares = {10};
    private double daysAnEpoch = 7;
    private int users = 4_000;
    private double requestsADay = 0.7;
    private TaskType harmed = SIMPLE;

    Logs(long seed) {
        random = new SplittableRandom(seed);
        assignment = new Assignment(("salt-" + seed).getBytes(StandardCharsets.UTF_8), "q4");
    }

    /** Added to the candidate's rate of bad outcomes in one slice. */
    Logs harm(TaskType slice, double points) {
        harmed = slice;
        harm = points;
        return this;
    }

    Logs saving(double share) {
        saving = share;
        return this;
    }

    /** Added to everybody's rate of bad outcomes from the first to the last day. */
    Logs drift(double points) {
        drift = points;
        return this;
    }

    /** One epoch for each share, in percent. */
    Logs ramp(double days, double... percents) {
        daysAnEpoch = days;
        shares = percents;
        return this;
    }

    Logs users(int count, double requests) {
        users = count;
        requestsADay = requests;
        return this;
    }

    long end() {
        return (long) (shares.length * daysAnEpoch * DAY);
    }

    List<Exchange> exchanges() {
        double[] activity = new double[users];
        double[] level = new double[users];
        for (int user = 0; user < users; user++) {
            activity[user] = Math.exp(random.nextGaussian() * 1.2 - 0.72);
            level[user] = Math.clamp(0.1 + 0.08 * random.nextGaussian(), 0, 0.6);
        }
        var log = new ArrayList<Exchange>();
        double days = shares.length * daysAnEpoch;
        for (int hour = 0; hour < days * 24; hour++) {
            int epoch = (int) (hour / (daysAnEpoch * 24));
            Allocation allocation = new Allocation(Phase.CANARY, shares[epoch], 5, Set.of());
            for (int user = 0; user < users; user++) {
                if (random.nextDouble() < activity[user] * requestsADay / 24) {
                    long at = (long) (hour * 3_600_000L + random.nextInt(3_600_000));
                    log.add(exchange(user, at, epoch, allocation, level[user] + drift * hour / (days * 24)));
                }
            }
        }
        log.sort((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
        return log;
    }

    private Exchange exchange(int user, long at, int epoch, Allocation allocation, double level) {
        TaskType slice = random.nextInt(3) == 0 ? CODE : SIMPLE;
        Arm arm = assignment.arm("user-" + user, allocation);
        boolean candidate = arm == Arm.CANDIDATE;
        double rate = level + (candidate && slice.equals(harmed) ? harm : 0);
        double cost = 0.002 * Math.exp(0.4 * random.nextGaussian()) * (candidate ? 1 - saving : 1);
        return new Exchange(
                at,
                UnitKey.of("user-" + user),
                arm,
                epoch,
                allocation.propensities(),
                slice,
                true,
                random.nextInt(500) == 0 ? Exchange.Status.FAILED : Exchange.Status.COMPLETED,
                random.nextDouble() < rate,
                400 * Math.exp(0.5 * random.nextGaussian()),
                cost);
    }

    static Rollout rollout() {
        return new Rollout(
                "q4",
                "c",
                new Allocation(Phase.CANARY, 10, 5, Set.of()),
                Rollout.UnitKind.USER,
                null,
                Rollout.Window.DEFAULT,
                Duration.ofHours(24),
                new Rollout.Metrics(
                        new Rollout.Primary("bad_outcome", 0.03, 0.03),
                        List.of(
                                new Rollout.Guardrail(Rollout.Measure.ERROR_RATE, 0.02),
                                new Rollout.Guardrail(Rollout.Measure.LATENCY_P95, 0.03)),
                        new Rollout.Gain.Cost(0)),
                0.05,
                0.005,
                40_000,
                null,
                true,
                Rollout.Explore.NONE,
                null,
                "hash");
    }
}
