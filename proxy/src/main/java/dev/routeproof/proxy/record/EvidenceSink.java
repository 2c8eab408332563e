package dev.routeproof.proxy.record;

import dev.routeproof.routing.evidence.Event;
import io.vertx.core.Future;

/** The door to the evidence log. Safe for use by many threads; never blocks. */
public interface EvidenceSink extends AutoCloseable {
    /** Hands an event over; false where the queue is full and the event is dropped (and counted) instead. */
    boolean offer(Event event);

    /** Hands an event over that must not be lost: completes when it is durable, fails where it cannot be. */
    Future<Void> durable(Event event);

    /** Events dropped so far. */
    long dropped();

    /** Makes everything offered so far durable and stops. */
    @Override
    void close();
}
