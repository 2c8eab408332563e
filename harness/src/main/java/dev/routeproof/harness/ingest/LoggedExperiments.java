package dev.routeproof.harness.ingest;

import dev.routeproof.harness.store.Loading;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.RolloutFile;
import java.time.Clock;
import java.util.List;

/**
 * Experiments that a proxy ran, made ready for {@code harness ab}: their exchanges are put together again from the
 * events in the store, so that it does not matter in which order segments came.
 */
public final class LoggedExperiments {
    private static final Query EXPERIMENTS = Query.of(LoggedExperiments.class, "logged-experiments.sql");
    private static final Query FORGET_EXCHANGES = Query.of(LoggedExperiments.class, "forget-logged-exchanges.sql");
    private static final Query FORGET_ASSIGNED = Query.of(LoggedExperiments.class, "forget-logged-assigned.sql");
    private static final Query FORGET_EXPERIMENT = Query.of(LoggedExperiments.class, "forget-logged-experiment.sql");
    private static final Query EXCHANGES = Query.of(LoggedExperiments.class, "logged-exchanges.sql");
    private static final Query ASSIGNED = Query.of(LoggedExperiments.class, "logged-assigned.sql");
    private static final int MINUTES_PER_HOUR = 60;

    private LoggedExperiments() {}

    private record Logged(String id, String document, String hash) {}

    /** Their ids. */
    public static List<String> refresh(Store store, Clock clock) {
        List<Logged> all =
                store.query(EXPERIMENTS, row -> new Logged(row.getString(1), row.getString(2), row.getString(3)));
        long now = clock.millis();
        for (Logged one : all) {
            Rollout rollout = RolloutFile.load("rollout.yaml of " + one.id(), one.document())
                    .orThrow();
            int hours = (int) Math.ceil(rollout.maturity().toMinutes() / (double) MINUTES_PER_HOUR);
            store.load("putting together " + one.id(), loading -> {
                loading.execute(FORGET_EXCHANGES, one.id());
                loading.execute(FORGET_ASSIGNED, one.id());
                loading.execute(FORGET_EXPERIMENT, one.id());
                loading.execute(EXCHANGES, one.id(), rollout.unit().word(), hours);
                loading.execute(ASSIGNED, one.id());
                loading.row(
                        "experiment",
                        new Object[] {one.id(), one.document(), one.hash(), new Loading.EpochMillis(now)});
            });
        }
        return all.stream().map(Logged::id).toList();
    }
}
