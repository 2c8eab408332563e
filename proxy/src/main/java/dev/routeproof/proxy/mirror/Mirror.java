package dev.routeproof.proxy.mirror;

import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.proxy.admin.Metrics;
import dev.routeproof.proxy.http.Limits;
import dev.routeproof.proxy.record.AnswerReader;
import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.record.MirrorTicket;
import dev.routeproof.proxy.record.Writing;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Executes drawn requests on the candidate's model too, once their callers have been answered: on an event loop, a worker
 * and connections of its own, within bounds of calls at once, calls a minute, dollars a day and bytes held. What is over
 * a bound is not made up for; it is counted with its reason. Nothing here is ever waited for by live traffic.
 */
public final class Mirror implements AutoCloseable {
    static final int QUEUE = 64;
    static final long HELD_BYTES = 32L << 20;

    /**
     * What a mirror works with.
     *
     * @param snapshot the configuration in effect; another one ends every call of the one before
     * @param forbids the word for why nothing may be executed now; null: it may
     * @param spending where the day's dollars are kept; null: in memory only
     */
    public record Parts(
            Supplier<Snapshot> snapshot,
            Supplier<@Nullable Drop> forbids,
            Limits limits,
            EvidenceSink sink,
            Writing writing,
            AnswerReader reader,
            @Nullable Path spending,
            Clock clock) {}

    private final Parts parts;
    private final Allowance allowance;
    private final MirrorCounters counters = new MirrorCounters();
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    private final Map<ModelId, Dialect> dialects = new ConcurrentHashMap<>();
    /** Null until the first request is mirrored. */
    private final AtomicReference<@Nullable MirrorLoop> loop = new AtomicReference<>();

    private volatile boolean closed;

    public Mirror(Parts parts, Metrics metrics) {
        this.parts = parts;
        this.allowance = new Allowance(parts.spending(), parts.clock());
        metrics.family("routeproof_mirror_dropped_total", () -> counters.dropLabels(metrics.mirrorSampledOut.sum()));
        metrics.family("routeproof_mirror_calls_total", counters::callLabels);
        metrics.gauge("routeproof_mirror_queue", waiting::get);
        metrics.gauge("routeproof_mirror_held_bytes", held::get);
        metrics.gauge("routeproof_mirror_in_flight", this::inFlight);
        metrics.gauge("routeproof_mirror_spent_micro_usd", () -> spentToday().nanoUsd() / 1_000);
    }

    /** Candidates have decided about a request; empty where none could. */
    public void decided(Exchange exchange, List<CandidateDecision> by) {
        MirrorTicket ticket = exchange.ticket();
        if (ticket != null && ticket.decided(by)) {
            take(exchange, ticket);
        }
    }

    /** A request has ended and its caller has been answered. */
    public void ended(Exchange exchange) {
        MirrorTicket ticket = exchange.ticket();
        if (ticket != null && ticket.ended()) {
            take(exchange, ticket);
        }
    }

    private void take(Exchange exchange, MirrorTicket ticket) {
        var rule = ticket.snapshot().mirror();
        Drop forbidden = closed ? Drop.DRAINING : parts.forbids().get();
        try {
            if (forbidden != null || rule == null) {
                throw new Unfit(forbidden == null ? Drop.RELOADED : forbidden);
            }
            Waiting one = Admission.of(exchange, ticket, rule);
            if (one.bytes() > HELD_BYTES / 2) {
                throw new Unfit(Drop.TOO_LARGE);
            }
            int place = waiting.incrementAndGet();
            long bytes = held.addAndGet(one.bytes());
            if (place > QUEUE || bytes > HELD_BYTES) {
                waiting.decrementAndGet();
                released(one);
                throw new Unfit(Drop.BUSY);
            }
            queue.add(one);
            open();
        } catch (Unfit unfit) {
            counters.drop(unfit.why());
        } catch (RuntimeException | Error broken) {
            // Whoever calls writes the evidence down; that must go on.
            counters.drop(Drop.BROKEN);
        }
    }

    /** The first one pays for a thread; that one starts the event loop. */
    private void open() {
        if (loop.get() == null && !closed) {
            var fresh = new MirrorLoop(this);
            if (loop.compareAndSet(null, fresh)) {
                fresh.start();
            }
        }
    }

    /** The next one in the queue; null where it is empty. Its bytes stay held until {@link #released}. */
    @Nullable
    Waiting next() {
        Waiting one = queue.poll();
        if (one != null) {
            waiting.decrementAndGet();
        }
        return one;
    }

    @Nullable
    Waiting first() {
        return queue.peek();
    }

    void released(Waiting one) {
        held.addAndGet(-one.bytes());
    }

    /** It will not be executed. */
    void drop(Waiting one, Drop why) {
        released(one);
        counters.drop(why);
    }

    Dialect dialect(ModelId model) {
        return dialects.getOrDefault(model, Dialect.COMMON);
    }

    void learned(ModelId model, Dialect dialect) {
        dialects.put(model, dialect);
    }

    Parts parts() {
        return parts;
    }

    Allowance allowance() {
        return allowance;
    }

    public MirrorCounters counters() {
        return counters;
    }

    /** Calls under way. */
    public int inFlight() {
        MirrorLoop open = loop.get();
        return open == null ? 0 : open.running();
    }

    /** What counts against today's dollars, calls under way apart. */
    public Money spentToday() {
        return allowance.spentToday();
    }

    boolean closed() {
        return closed;
    }

    /** Ends every call at once; no other will begin. */
    public void stop() {
        closed = true;
    }

    /** As {@link #stop}; returns when what became of the calls is written down. */
    @Override
    public void close() {
        stop();
        MirrorLoop open = loop.get();
        if (open != null) {
            open.close();
        }
        for (Waiting one = next(); one != null; one = next()) {
            drop(one, Drop.DRAINING);
        }
        allowance.close();
    }
}
