package dev.routeproof.harness.lab.verdicts;

import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.ExperimentMonitor;
import dev.routeproof.routing.experiment.ExperimentVerdict;
import dev.routeproof.routing.experiment.LedgerBook;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.UnitValue;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One simulated log, judged when everything in it is mature. */
final class TrueRun {
    private static final long LATER = Duration.ofDays(9).toMillis();

    private TrueRun() {}

    static ExperimentVerdict judge(TrueLog log, Rollout rollout) {
        return judge(log, rollout, new LedgerBook(), kept -> true, value -> {});
    }

    /** Only what {@code kept} accepts reaches the judge. */
    static ExperimentVerdict judge(
            TrueLog log, Rollout rollout, LedgerBook book, Predicate<Exchange> kept, Consumer<UnitValue> listener) {
        var monitor = new ExperimentMonitor(rollout, new LinkedHashSet<>(), book, log.length() + LATER, listener);
        log.forEach(exchange -> {
            if (kept.test(exchange)) {
                monitor.observe(exchange);
            }
        });
        return monitor.finish();
    }
}
