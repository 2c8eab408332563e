package dev.routeproof.harness.rehearse;

import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Assignment;
import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.ExperimentMonitor;
import dev.routeproof.routing.experiment.ExperimentVerdict;
import dev.routeproof.routing.experiment.LedgerBook;
import dev.routeproof.routing.experiment.Phase;
import dev.routeproof.routing.experiment.RolloutFile;
import dev.routeproof.routing.experiment.UnitKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The exchanges that a rehearsal comes to when nothing is backed off, drawn without a proxy, and judged. */
final class RehearsedLog {
    private static final long HOUR = 3_600_000L;
    private static final double ERRORS = 0.002;
    private static final Map<String, Double> COST =
            Map.of("simple", 0.075, "code", 0.2, "reasoning", 0.3, "complex", 0.4);

    private RehearsedLog() {}

    /**
     * @param slow share of requests that are slower than the frozen p95 and p99, in both arms
     * @param lost share of votes that are not heard, in both arms
     */
    static ExperimentVerdict judge(Script script, Path folder, double slow, double lost) throws IOException {
        Stage.write(folder, script);
        var catalog = CatalogFile.load(folder.resolve("models.yaml")).orThrow();
        var rollout = RolloutFile.load(folder.resolve("rollout.yaml"), catalog).orThrow();
        var assignment = new Assignment(("salt " + script.seed()).getBytes(StandardCharsets.UTF_8), "rehearsal");
        var users = new Users(script.seed());
        var luck = new SplittableRandom(script.seed());
        var types = new LinkedHashSet<TaskType>();
        Script.TASK_TYPES.forEach(type -> types.add(new TaskType(type)));
        var monitor = new ExperimentMonitor(rollout, types, new LedgerBook(), (Script.HOURS + 100) * HOUR);
        for (int hour = 0; hour < Script.HOURS; hour++) {
            int stage = hour / (24 * Script.STEP_DAYS);
            var allocation = new Allocation(Phase.RAMP, 10 + 20 * stage, 5, Set.of());
            for (int i = script.requestsBefore(hour); i < script.requestsBefore(hour + 1); i++) {
                var question = users.next(i / (double) script.requests());
                Arm arm = assignment.arm(question.user(), allocation);
                boolean candidate = arm == Arm.CANDIDATE;
                double accuracy = candidate ? script.accuracy(question.taskType()) : Script.ACCURACY;
                boolean good = luck.nextDouble() < accuracy;
                boolean heard = luck.nextDouble() >= lost;
                boolean failed = luck.nextDouble() < ERRORS && !candidate;
                // The first 400 exchanges freeze the thresholds; from then on a machine that has become slower shows.
                double latency = i < 20_000 || luck.nextDouble() >= slow ? 5 + luck.nextDouble() : 20;
                monitor.observe(new Exchange(
                        hour * HOUR,
                        UnitKey.of(question.user()),
                        arm,
                        stage,
                        allocation.propensities(),
                        new TaskType(question.taskType()),
                        true,
                        failed ? Exchange.Status.FAILED : Exchange.Status.COMPLETED,
                        !failed && heard && question.down(good),
                        !failed && heard && question.up(good),
                        latency,
                        0.0004 * (candidate ? COST.getOrDefault(question.taskType(), 1.0) : 1)));
            }
        }
        Files.delete(folder.resolve("rollout.yaml"));
        return monitor.finish();
    }
}
