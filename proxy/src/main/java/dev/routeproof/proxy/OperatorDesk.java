package dev.routeproof.proxy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.proxy.admin.Desk;
import dev.routeproof.proxy.admin.Metrics;
import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.rollout.Changes;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.rollout.Order;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.proxy.watch.RolloutWatch;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import dev.routeproof.routing.experiment.Rollout;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The operator's orders, carried out on the running proxy; every change opens an epoch, durable before it is confirmed. */
final class OperatorDesk implements Desk {
    private static final JsonMapper JSON = new JsonMapper();

    private final Proxy proxy;
    private final AtomicReference<Snapshot> snapshot;
    private final LiveRollout rollout;
    private final EvidenceLog log;
    private final Reload reload;
    private final RolloutWatch watch;
    private final @Nullable Rehearsed rehearsed;

    /** @param rehearsed null: the clock is the world's */
    OperatorDesk(
            Proxy proxy,
            AtomicReference<Snapshot> snapshot,
            LiveRollout rollout,
            EvidenceLog log,
            Reload reload,
            RolloutWatch watch,
            @Nullable Rehearsed rehearsed) {
        this.proxy = proxy;
        this.snapshot = snapshot;
        this.rollout = rollout;
        this.log = log;
        this.reload = reload;
        this.watch = watch;
        this.rehearsed = rehearsed;
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
        var rule = of.mirror();
        if (rule != null) {
            status.putObject("mirror")
                    .put("candidate", rule.candidate())
                    .put("percent", rule.percent())
                    .put("in_flight", proxy.mirror().inFlight())
                    .put("completed", proxy.mirror().counters().called(Event.Status.COMPLETED))
                    .put("failed", proxy.mirror().counters().called(Event.Status.FAILED))
                    .put("cancelled", proxy.mirror().counters().called(Event.Status.CANCELLED))
                    .put("spent_today_usd", proxy.mirror().spentToday().usd())
                    .put("usd_per_day", rule.usdPerDay());
        }
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
        json.put("explore", of.allocation().explore());
        var backOff = json.putArray("back_off");
        of.allocation().backOff().forEach(type -> backOff.add(type.label()));
        json.put("killed", of.killed());
        json.put("resumes", of.resumes() == null ? null : of.resumes().word());
        json.put("share_since", of.shareSince().toString());
        json.put("epoch", of.epoch());
        var beside = json.putArray("beside");
        watch.beside().forEach(beside::add);
        var says = json.putArray("watch");
        watch.says().forEach(says::add);
        return json;
    }

    @Override
    public Done change(String order) {
        return allocate(before -> Order.change(order, before, taxonomy()));
    }

    @Override
    public Done backOff(String order) {
        return allocate(before -> Order.backOff(order, before, taxonomy()));
    }

    @Override
    public Done pause() {
        return allocate(before -> before.withShare(Phase.SHADOW, before.percent()));
    }

    @Override
    public Done resume() {
        Opened opened;
        synchronized (rollout) {
            var now = rollout.get();
            Phase phase = now.allocation().phase().live() || now.resumes() == null
                    ? now.allocation().phase()
                    : now.resumes();
            if (!phase.live() && !now.killed()) {
                return new Done(false, "nothing is paused: no phase was live before; set one");
            }
            if (now.live()) {
                return new Done(false, "nothing is paused: the phase is " + phase.word());
            }
            opened = open(rollout.change(
                    now.allocation().withShare(phase, now.allocation().percent()),
                    false,
                    config(),
                    Event.Cause.OPERATOR,
                    "resumed"));
        }
        return confirmed(opened);
    }

    @Override
    public Done kill(boolean killed) {
        Opened opened;
        synchronized (rollout) {
            var now = rollout.get();
            if (now.killed() == killed) {
                return unchanged(now);
            }
            String note = killed ? "kill switch on" : "kill switch off";
            opened = open(rollout.change(now.allocation(), killed, config(), Event.Cause.OPERATOR, note));
        }
        return confirmed(opened);
    }

    private interface Reallocation {
        Allocation of(Allocation before) throws Order.Refused;
    }

    /** Reads, changes and opens an epoch in one step: the monitors' back-offs come from another thread. */
    private Done allocate(Reallocation reallocation) {
        Opened opened;
        synchronized (rollout) {
            var now = rollout.get();
            try {
                Allocation changed = reallocation.of(now.allocation());
                if (changed.equals(now.allocation())) {
                    return unchanged(now);
                }
                String against = against(changed, now.rollout());
                if (!against.isEmpty()) {
                    return new Done(false, against);
                }
                String note = Changes.words(now.allocation(), changed);
                opened = open(rollout.change(changed, now.killed(), config(), Event.Cause.OPERATOR, note));
            } catch (Order.Refused refused) {
                return new Done(false, "the order cannot be carried out: " + refused.why());
            }
        }
        return confirmed(opened);
    }

    /** Why the document does not allow it; empty where it does. Without one only shadow may be switched off and on. */
    private static String against(Allocation changed, @Nullable Rollout document) {
        if (document == null) {
            boolean allocates =
                    changed.phase().live() || !changed.equals(Allocation.SHADOW.withShare(changed.phase(), 0));
            return allocates ? "there is no rollout document: name one in proxy.yaml under rollout" : "";
        }
        return changed.phase() == Phase.RAMP && document.ramp() == null
                ? "phase ramp needs 'ramp' in the rollout document: add ramp: {step: 15, every_days: 7} and reload"
                : "";
    }

    private static Done unchanged(LiveRollout.Effective now) {
        return new Done(true, "nothing to change: epoch " + now.epoch() + " goes on");
    }

    private Taxonomy taxonomy() {
        return Objects.requireNonNull(snapshot.get()).catalog().taxonomy();
    }

    private record Opened(String epoch, Future<Void> durable) {}

    /** Called under the rollout's lock: epochs stand in the log in the order in which they took effect. */
    private Opened open(Event.Epoch epoch) {
        return new Opened(epoch.epoch(), log.durable(epoch));
    }

    private static Done confirmed(Opened opened) {
        return new Done(true, "epoch " + opened.epoch() + unwritten(opened.durable()));
    }

    /** Waits until an epoch is durable, five seconds at most; empty, or the words for an epoch that is not. */
    static String unwritten(Future<Void> durable) {
        try {
            durable.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return " is in effect";
        } catch (ExecutionException | TimeoutException unwritten) {
            return " is in effect, but could not be written to the log";
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
    public Done moveClock(String order) {
        if (rehearsed == null) {
            return new Done(false, "the clock is the world's; only a rehearsal's can be moved");
        }
        try {
            return rehearsed.moveTo(Order.moment(order));
        } catch (Order.Refused refused) {
            return new Done(false, "the order cannot be carried out: " + refused.why());
        }
    }

    @Override
    public List<String> exchange(String requestId) {
        return log.recent().of(requestId);
    }

    @Override
    public Metrics metrics() {
        return proxy.metrics();
    }
}
