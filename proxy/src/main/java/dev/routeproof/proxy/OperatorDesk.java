package dev.routeproof.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.proxy.admin.Desk;
import dev.routeproof.proxy.admin.Metrics;
import dev.routeproof.proxy.admin.RecentExchanges;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** The operator's orders, carried out on the running proxy; every change opens an epoch, durable before it is confirmed. */
final class OperatorDesk implements Desk {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> FIELDS = Set.of("phase", "percent", "holdout", "back_off");

    private final Proxy proxy;
    private final AtomicReference<Snapshot> snapshot;
    private final LiveRollout rollout;
    private final RecentExchanges log;
    private final Reload reload;
    private final RolloutMemory memory;

    OperatorDesk(
            Proxy proxy,
            AtomicReference<Snapshot> snapshot,
            LiveRollout rollout,
            RecentExchanges log,
            Reload reload,
            RolloutMemory memory) {
        this.proxy = proxy;
        this.snapshot = snapshot;
        this.rollout = rollout;
        this.log = log;
        this.reload = reload;
        this.memory = memory;
    }

    @Override
    public boolean ready() {
        return !proxy.draining();
    }

    @Override
    public String status() {
        var of = Objects.requireNonNull(snapshot.get());
        ObjectNode status = JSON.createObjectNode();
        status.put("ready", ready());
        status.put("default", of.defaultModel().id().value());
        status.put("config", of.configHash());
        status.put("in_flight", proxy.inFlight());
        status.put("evidence_dropped", log.dropped());
        status.put("shadow_evaluated", metrics().shadowEvaluated.sum());
        status.put("shadow_dropped", metrics().shadowDropped.sum());
        status.set("rollout", describe());
        return status.toString();
    }

    @Override
    public String rollout() {
        return describe().toString();
    }

    private ObjectNode describe() {
        var of = rollout.get();
        var json = JSON.createObjectNode();
        json.put("experiment", of.rollout() == null ? null : of.rollout().experiment());
        json.put("candidate", of.rollout() == null ? null : of.rollout().candidate());
        json.put("phase", of.allocation().phase().word());
        json.put("percent", of.allocation().percent());
        json.put("holdout", of.allocation().holdout());
        var backOff = json.putArray("back_off");
        of.allocation().backOff().forEach(type -> backOff.add(type.label()));
        json.put("killed", of.killed());
        json.put("epoch", of.epoch());
        return json;
    }

    @Override
    public Done change(String order) {
        JsonNode json;
        try {
            json = JSON.readTree(order);
        } catch (JsonProcessingException e) {
            return new Done(false, "the order is not JSON");
        }
        if (json == null || !json.isObject()) {
            return new Done(false, "the order is not a JSON object");
        }
        for (var names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                return new Done(false, "unknown field; known ones are phase, percent, holdout and back_off");
            }
        }
        var now = rollout.get();
        Allocation before = now.allocation();
        try {
            Phase phase = json.has("phase")
                    ? Phase.valueOf(json.path("phase").asText().toUpperCase(Locale.ROOT))
                    : before.phase();
            if (phase.live() && now.rollout() == null) {
                return new Done(false, "there is no rollout document: name one in proxy.yaml under rollout");
            }
            var backOff = new HashSet<TaskType>(before.backOff());
            if (json.has("back_off")) {
                backOff.clear();
                json.path("back_off").forEach(label -> backOff.add(new TaskType(label.asText())));
            }
            var changed = new Allocation(
                    phase,
                    json.path("percent").asDouble(before.percent()),
                    json.path("holdout").asDouble(before.holdout()),
                    backOff);
            return open(rollout.change(changed, now.killed(), config(), Event.Cause.OPERATOR, ""));
        } catch (IllegalArgumentException e) {
            return new Done(false, "the order cannot be carried out: " + e.getMessage());
        }
    }

    @Override
    public Done kill(boolean killed) {
        var now = rollout.get();
        return open(rollout.change(
                now.allocation(),
                killed,
                config(),
                Event.Cause.OPERATOR,
                killed ? "kill switch on" : "kill switch off"));
    }

    private Done open(Event.Epoch epoch) {
        memory.keep(rollout.get());
        try {
            log.durable(epoch).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
            return new Done(true, "epoch " + epoch.epoch());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Done(true, "epoch " + epoch.epoch() + " is in effect");
        } catch (ExecutionException | TimeoutException unwritten) {
            return new Done(true, "epoch " + epoch.epoch() + " is in effect, but could not be written to the log");
        }
    }

    private String config() {
        return Objects.requireNonNull(snapshot.get()).configHash();
    }

    @Override
    public Done reload() {
        var result = reload.run();
        return new Done(result.reloaded(), result.text());
    }

    @Override
    public List<Event> exchange(String requestId) {
        return log.of(requestId);
    }

    @Override
    public Metrics metrics() {
        return proxy.metrics();
    }
}
