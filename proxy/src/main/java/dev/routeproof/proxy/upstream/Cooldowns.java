package dev.routeproof.proxy.upstream;

import dev.routeproof.routing.catalog.ModelId;
import java.time.Duration;
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
    private final Map<ModelId, Long> until = new ConcurrentHashMap<>();

    public Cooldowns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param wait what the provider asked for, at most a minute of which is waited; null: a second */
    public void begin(ModelId model, @Nullable Duration wait) {
        Duration asked = wait == null ? USUAL : wait;
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
