package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.decide.Latencies;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long models take on this proxy: the time within which 95 % of a model's last 256 whole answers came, once there
 * were 20. Safe for use by many threads; a reading beside a writing may be one answer late.
 */
public final class LiveLatencies implements Latencies {
    private static final int WINDOW = 256;
    private static final int FEWEST = 20;

    private final Map<ModelId, Ring> rings = new ConcurrentHashMap<>();

    private static final class Ring {
        private final AtomicLongArray nanos = new AtomicLongArray(WINDOW);
        private final AtomicInteger count = new AtomicInteger();
    }

    /** One whole answer. */
    public void answered(ModelId model, long nanos) {
        var ring = rings.computeIfAbsent(model, id -> new Ring());
        ring.nanos.setOpaque(Math.floorMod(ring.count.getAndIncrement(), WINDOW), nanos);
    }

    @Override
    public Optional<Duration> of(ModelId model) {
        var ring = rings.get(model);
        int seen = ring == null ? 0 : ring.count.get();
        if (ring == null || (seen >= 0 && seen < FEWEST)) {
            return Optional.empty();
        }
        int kept = seen < 0 ? WINDOW : Math.min(seen, WINDOW);
        var sorted = new long[kept];
        for (int i = 0; i < kept; i++) {
            sorted[i] = ring.nanos.getOpaque(i);
        }
        Arrays.sort(sorted);
        return Optional.of(Duration.ofNanos(sorted[(int) Math.ceil(0.95 * kept) - 1]));
    }
}
