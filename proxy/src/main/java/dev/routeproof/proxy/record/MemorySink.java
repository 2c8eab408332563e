package dev.routeproof.proxy.record;

import dev.routeproof.routing.evidence.Event;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;

/** Keeps the newest events in memory and nothing on disk: for tests, and for a proxy that is told to log nothing. */
public final class MemorySink implements EvidenceSink {
    private final int capacity;
    // Owned by this object's lock.
    private final ArrayDeque<Event> events = new ArrayDeque<>();

    public MemorySink(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized boolean offer(Event event) {
        if (events.size() == capacity) {
            events.removeFirst();
        }
        events.addLast(event);
        return true;
    }

    @Override
    public Future<Void> durable(Event event) {
        offer(event);
        return Future.succeededFuture();
    }

    @Override
    public long dropped() {
        return 0;
    }

    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {}
}
