package dev.routeproof.providers.sandbox;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.SandboxProfile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The simulated models of a server, the answers they know, and what was asked of them. Safe for use by many threads. */
final class SandboxModels {
    private static final int FAILURES_REMEMBERED = 100_000;

    private final Map<String, SimulatedModel> byName;
    private final Map<String, LongAdder> requests;
    private final AnswerKey key;
    private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();

    SandboxModels(Catalog catalog, AnswerKey key) {
        var models = new LinkedHashMap<String, SimulatedModel>();
        var counts = new LinkedHashMap<String, LongAdder>();
        for (Model model : catalog.all()) {
            SandboxProfile profile = model.sandbox();
            if (profile != null) {
                models.put(model.name(), new SimulatedModel(model.name(), profile));
                counts.put(model.name(), new LongAdder());
            }
        }
        this.byName = Collections.unmodifiableMap(models);
        this.requests = Collections.unmodifiableMap(counts);
        this.key = key;
    }

    Set<String> names() {
        return byName.keySet();
    }

    @Nullable
    SimulatedModel find(String name) {
        return byName.get(name);
    }

    SimulatedModel.Behaviour behave(SimulatedModel model, SandboxRequest request, String taskType) {
        LongAdder count = requests.get(model.name());
        if (count != null) {
            count.increment();
        }
        String hash = request.prompt().contentHash();
        AnswerKey.Answers answers = key.find(hash).orElse(null);
        return model.behave(hash, request.seed(), answers, taskType);
    }

    /** True the first time it is asked of a call: a failure passes, as real ones do. */
    boolean failsNow(SandboxRequest request) {
        if (failedOnce.size() >= FAILURES_REMEMBERED) {
            failedOnce.clear();
        }
        return failedOnce.add(
                request.model() + ' ' + request.seed() + ' ' + request.prompt().contentHash());
    }

    long requests() {
        return requests.values().stream().mapToLong(LongAdder::sum).sum();
    }

    Map<String, Long> requestsByModel() {
        var counts = new LinkedHashMap<String, Long>();
        requests.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }
}
