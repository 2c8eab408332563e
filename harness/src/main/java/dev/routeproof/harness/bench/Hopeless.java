package dev.routeproof.harness.bench;

import dev.routeproof.harness.store.Row;
import dev.routeproof.routing.catalog.ModelId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Models that are not asked any more, because the first {@value #IN_A_ROW} questions in a row ended in a way that the
 * next one will too: a refused key, an unknown model, nobody there.
 */
final class Hopeless {
    private static final int IN_A_ROW = 10;
    private static final Set<String> LASTING = Set.of("authentication", "rejected", "connection", "connect");

    // Guarded by this.
    private final Map<ModelId, Integer> inARow = new HashMap<>();
    private final Map<ModelId, Reason> givenUp = new HashMap<>();

    /** The class of failure and a sentence about it. */
    record Reason(String error, String sentence) {}

    synchronized void ended(ModelId model, Row.OfCall row) {
        var error = row.error();
        if (error == null || !LASTING.contains(error)) {
            inARow.put(model, 0);
        } else if (inARow.merge(model, 1, Integer::sum) >= IN_A_ROW) {
            givenUp.putIfAbsent(
                    model,
                    new Reason(error, "not asked: " + IN_A_ROW + " calls in a row failed, last: " + row.message()));
        }
    }

    /** Why {@code model} is not asked; null where it is. */
    synchronized @Nullable Reason reason(ModelId model) {
        return givenUp.get(model);
    }
}
