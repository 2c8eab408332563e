package dev.routeproof.proxy.watch;

import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.LogSettings;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Assignment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Writes the log of an experiment with known truth, as a proxy would. */
final class LoggedTraffic implements AutoCloseable {
    private final EvidenceLog log;
    private final Assignment assignment = new Assignment("salt".getBytes(StandardCharsets.UTF_8), "test");
    private final SplittableRandom random;
    private Instant now;
    private int requests;

    LoggedTraffic(Path folder, Instant start, long seed) throws Exception {
        this(folder, start, seed, "boot1");
    }

    LoggedTraffic(Path folder, Instant start, long seed, String boot) throws Exception {
        this.log = EvidenceLog.open(LogSettings.of(folder, "p1"), boot, "0", Clock.systemUTC());
        this.random = new SplittableRandom(seed);
        this.now = start;
    }

    Instant now() {
        return now;
    }

    EvidenceLog log() {
        return log;
    }

    /**
     * New users, one request each, ten minutes apart.
     *
     * @param bad probability of a bad outcome in the baseline and under the candidate
     */
    void users(int count, String epoch, Allocation allocation, String taskType, double... bad) {
        for (int i = 0; i < count; i++) {
            now = now.plus(Duration.ofMinutes(10));
            String user = "u" + requests;
            Arm arm = assignment.arm(user, allocation);
            String id = "r" + requests++;
            decision(id, id, 0, epoch, allocation, arm, taskType);
            outcome(id, Event.Status.COMPLETED);
            if (random.nextDouble() < bad[arm == Arm.CANDIDATE ? 1 : 0]) {
                log.offer(new Event.Feedback(
                        now.plus(Duration.ofHours(3)), id, "caller", "down", null, 0, null, null, 0, false));
            }
        }
    }

    void decision(String id, String group, int retry, String epoch, Allocation allocation, Arm arm, String taskType) {
        var shares = allocation.propensities();
        String unit = String.format("%064x", new BigInteger(1, unitBytes(group)));
        log.offer(new Event.Decision(
                now,
                id,
                group,
                retry,
                allocation.phase().word(),
                epoch,
                "config",
                unit,
                "user",
                arm.word(),
                new Event.Propensities(shares.control(), shares.candidate(), shares.holdout()),
                "balanced",
                null,
                null,
                null,
                "default",
                arm == Arm.CANDIDATE ? "small" : "large",
                false,
                arm == Arm.CANDIDATE ? "table" : "default",
                10,
                List.of(new Event.CandidateDecision(
                        "next", taskType, 0.9, Map.of(taskType, 0.9), "rules", 5, false, "small", "table", null)),
                null,
                null));
    }

    void outcome(String id, Event.Status status) {
        log.offer(new Event.Outcome(
                now,
                id,
                status,
                status == Event.Status.FAILED ? "http_500" : null,
                status == Event.Status.FAILED ? 500 : 200,
                "large",
                List.of(),
                5,
                20,
                100,
                10,
                0,
                10,
                "reported",
                Money.ofUsd(0.001),
                "stop",
                false,
                null));
    }

    private static byte[] unitBytes(String group) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(group.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Durable when it returns. */
    void flush(Event event) throws Exception {
        log.durable(event).toCompletionStage().toCompletableFuture().get();
    }

    @Override
    public void close() {
        log.close();
    }
}
