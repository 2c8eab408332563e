package dev.routeproof.proxy.upstream;

import dev.routeproof.providers.client.RetryAfter;
import dev.routeproof.routing.catalog.ModelId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Models whose provider has asked for less (429): until it may be asked again they are passed over where another model
 * can serve. Any thread.
 */
public final class Cooldowns {
    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final Map<ModelId, Long> until = new ConcurrentHashMap<>();

    /** @param clock reads the date, to understand a {@code Retry-After} that is one */
    public Cooldowns(LongSupplier nanoTime, InstantSource clock) {
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /** @param retryAfter the header, at most a minute of which is waited; null or unreadable: a second */
    public void begin(ModelId model, @Nullable String retryAfter) {
        Duration asked = retryAfter == null
                ? USUAL
                : RetryAfter.parse(retryAfter, clock.instant()).orElse(USUAL);
        Duration kept = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        until.put(model, nanoTime.getAsLong() + kept.toNanos());
    }

    public boolean holds(ModelId model) {
        Long end = until.get(model);
        if (end == null) {
            return false;
        }
        if (end - nanoTime.getAsLong() > 0) {
            return true;
        }
        until.remove(model, end);
        return false;
    }
}
