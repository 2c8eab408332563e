package dev.routeproof.proxy;

import dev.routeproof.routing.config.proxy.ProxyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What of {@code proxy.yaml} a running proxy keeps as it was started with, whatever the file says now. */
final class NeedsRestart {
    private record Kept(String key, Function<ProxyConfig, @Nullable Object> value) {}

    private static final List<Kept> KEPT = List.of(
            new Kept("listen", ProxyConfig::listen),
            new Kept(
                    "admin.listen",
                    config -> config.admin() == null ? null : config.admin().listen()),
            new Kept(
                    "admin.token_env",
                    config -> config.admin() == null ? null : config.admin().tokenEnv()),
            new Kept("evidence.dir", config -> config.evidence().dir()),
            new Kept("evidence.content", config -> config.evidence().content()),
            new Kept("evidence.mode", config -> config.evidence().mode()),
            new Kept("evidence.queue_full", config -> config.evidence().queueFull()),
            new Kept("evidence.fsync", config -> config.evidence().fsync()),
            new Kept("limits.body_mib", config -> config.limits().bodyBytes()),
            new Kept("limits.in_flight", config -> config.limits().inFlight()),
            new Kept("limits.first_byte_s", config -> config.limits().firstByte()),
            new Kept("limits.idle_s", config -> config.limits().idle()),
            new Kept("limits.connect_ms", config -> config.limits().connect()),
            new Kept("blind", ProxyConfig::blind),
            new Kept("clock_stands_at", ProxyConfig::clockStandsAt));

    private NeedsRestart() {}

    /** {@code "; needs a restart: listen, evidence.content"}; empty where nothing of the kind has changed. */
    static String words(ProxyConfig started, ProxyConfig now) {
        var changed = new ArrayList<String>();
        for (Kept kept : KEPT) {
            if (!Objects.equals(kept.value().apply(started), kept.value().apply(now))) {
                changed.add(kept.key());
            }
        }
        return changed.isEmpty() ? "" : "; needs a restart: " + String.join(", ", changed);
    }
}
