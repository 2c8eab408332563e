package dev.routeproof.routing.decide;

import dev.routeproof.routing.catalog.ModelId;
import java.time.Duration;
import java.util.Optional;

/** What is known of how long models take. */
@FunctionalInterface
public interface Latencies {
    /** Nothing is known. */
    Latencies UNKNOWN = model -> Optional.empty();

    /** The time within which most answers of the model are whole; empty where it was not measured. */
    Optional<Duration> of(ModelId model);
}
