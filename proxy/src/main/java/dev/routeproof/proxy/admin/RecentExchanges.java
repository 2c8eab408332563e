package dev.routeproof.proxy.admin;

import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.routing.evidence.Event;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the events of the last 10,000 exchanges on their way to the log, so that one can be explained; of each the
 * first hundred, because a caller may vote as often as it likes.
 */
public final class RecentExchanges implements EvidenceSink {
    private static final int REMEMBERED = 10_000;
    private static final int EVENTS = 100;

    private final EvidenceSink log;
    // Owned by this object's lock.
    private final Map<String, List<Event>> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Event>> eldest) {
            return size() > REMEMBERED;
        }
    };

    public RecentExchanges(EvidenceSink log) {
        this.log = log;
    }

    /** Events of one exchange, oldest first; empty where it is not remembered. */
    public synchronized List<Event> of(String requestId) {
        return List.copyOf(recent.getOrDefault(requestId, List.of()));
    }

    private synchronized void remember(Event event) {
        String id = switch (event) {
            case Event.Decision decision -> decision.requestId();
            case Event.Outcome outcome -> outcome.requestId();
            case Event.Mirror mirror -> mirror.requestId();
            case Event.Feedback feedback -> feedback.requestId();
            case Event.Epoch epoch -> "";
            case Event.Gap gap -> "";
        };
        if (!id.isEmpty()) {
            var events = recent.computeIfAbsent(id, first -> new ArrayList<>(2));
            if (events.size() < EVENTS) {
                events.add(event);
            }
        }
    }

    @Override
    public boolean offer(Event event) {
        remember(event);
        return log.offer(event);
    }

    @Override
    public Future<Void> durable(Event event) {
        return log.durable(event).onSuccess(written -> remember(event));
    }

    @Override
    public long dropped() {
        return log.dropped();
    }

    @Override
    public void close() {
        log.close();
    }
}
