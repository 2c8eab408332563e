package dev.routeproof.proxy.rollout;

import dev.routeproof.providers.classify.CandidateCascade;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.classify.SharedStages;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.decide.Candidate;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The cascades of all candidates of one configuration, with the services they ask. */
public final class OpenCascades implements AutoCloseable {
    /** After a reload, requests under way may still ask the old ones for so long. */
    private static final long RETIRE_SECONDS = 30;

    private final Map<String, CandidateCascade> byId;

    private OpenCascades(Map<String, CandidateCascade> byId) {
        this.byId = byId;
    }

    /** @param sandbox where simulated models answer; null where there is none */
    public static OpenCascades open(
            List<Candidate> candidates, Catalog catalog, Env environment, @Nullable URI sandbox) {
        var open = new LinkedHashMap<String, CandidateCascade>();
        var shared = new SharedStages();
        for (Candidate candidate : candidates) {
            open.put(candidate.id(), CandidateCascade.open(candidate, shared, catalog, environment, sandbox));
        }
        return new OpenCascades(open);
    }

    /** Lets local stages of all candidates run until the compiler knows them, in all at most this long. */
    public void warmUp(Duration atMost) {
        byId.values().forEach(cascade -> cascade.warmUp(atMost.dividedBy(byId.size())));
    }

    public CandidateCascade of(Candidate candidate) {
        return Objects.requireNonNull(byId.get(candidate.id()), "the cascade of this candidate is not open");
    }

    /** How often each stage said what, by the labels of a metric. */
    public Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        byId.forEach((id, cascade) -> cascade.counts().forEach((key, count) -> {
            String[] words = key.split(" ", 2);
            counts.put("candidate=\"" + id + "\",stage=\"" + words[0] + "\",said=\"" + words[1] + "\"", count);
        }));
        return counts;
    }

    /** Closes a little later, when no request can hold it any more. */
    public void retire() {
        CompletableFuture.delayedExecutor(RETIRE_SECONDS, TimeUnit.SECONDS).execute(this::close);
    }

    @Override
    public void close() {
        byId.values().forEach(CandidateCascade::close);
    }
}
