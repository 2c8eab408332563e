package dev.routeproof.harness.experiment;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.RolloutFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An experiment whose exchanges are in the store, with the rollout document that registered its analysis. */
public record StoredExperiment(String id, Rollout rollout) {
    private static final Query ALL = Query.of(StoredExperiment.class, "experiments.sql");

    private record Written(String id, String document) {}

    /**
     * The experiment {@code id}, or the one imported last, of one log's the newest; {@link UserError} where there is none.
     */
    public static StoredExperiment find(Store store, @Nullable String id) {
        List<Written> all = store.query(ALL, row -> new Written(row.getString(1), row.getString(2)));
        if (all.isEmpty()) {
            throw new UserError(
                    Exit.USAGE,
                    "The store holds no experiment yet; harness import exchanges FILE --rollout rollout.yaml"
                            + " brings one.");
        }
        Written found = all.stream()
                .filter(written -> id == null || written.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        Exit.USAGE,
                        "--experiment " + id + ": the store has no such experiment. It has: "
                                + String.join(
                                        ", ", all.stream().map(Written::id).toList()) + "."));
        return new StoredExperiment(
                found.id(),
                RolloutFile.load("rollout.yaml of " + found.id(), found.document())
                        .orThrow());
    }
}
