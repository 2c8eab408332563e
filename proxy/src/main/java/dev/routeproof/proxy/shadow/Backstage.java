package dev.routeproof.proxy.shadow;

import dev.routeproof.proxy.admin.Metrics;
import dev.routeproof.proxy.mirror.Mirror;
import dev.routeproof.proxy.record.AnswerCopy;
import dev.routeproof.proxy.record.Audit;
import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.record.Recorder;
import dev.routeproof.proxy.record.Writing;
import dev.routeproof.proxy.rollout.PromptReader;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import dev.routeproof.routing.experiment.Phase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where live traffic cannot feel it: evaluates candidates and writes exchanges down, on threads and queues of its own.
 *
 * <p>The queues are bounded in number and bytes. What does not fit is written down without candidates, counted, and
 * shown as a gap. Event loops never wake a thread here (that alone would cost 12 µs a request): the threads look.
 * Whatever an evaluation throws, or however long it takes, the exchange is written down.
 */
public final class Backstage implements Recorder, AutoCloseable {
    static final int QUEUE = 8_192;
    static final long QUEUE_BYTES = 64L << 20;
    private static final long LATE_NANOS = 2_000_000_000L;
    private static final long AUDIT_LATE_NANOS = 250_000_000L;
    /** While answers wait for what is written. */
    private static final long AUDIT_LOOK_NANOS = 500_000;
    /** While nobody waits for it: the more there is at once, the less it costs to look. */
    private static final long LOOK_NANOS = 2_000_000;
    /** After half a second without anything to do. */
    private static final long IDLE_LOOK_NANOS = 5_000_000;

    private static final int FRUITLESS_LOOKS = 250;
    private static final long WATCH_NANOS = 20_000_000;
    private static final long GAP_NANOS = 1_000_000_000L;

    private static final class Job {
        private final Exchange exchange;
        private final @Nullable Promise<Void> durable;
        private final long since = System.nanoTime();
        private final AtomicBoolean written = new AtomicBoolean();

        Job(Exchange exchange, @Nullable Promise<Void> durable) {
            this.exchange = exchange;
            this.durable = durable;
        }

        /** How long an evaluation may be waited for. */
        long patience() {
            return durable == null ? LATE_NANOS : AUDIT_LATE_NANOS;
        }
    }

    /** A decision that an answer waits for. */
    private record Held(Event.Decision decision, Promise<Void> durable) {}

    private final EvidenceSink sink;
    private final Audit audit;
    private final Writing writing;
    private final Supplier<Evaluator> evaluator;
    private final Mirror mirror;
    private final Metrics metrics;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Job> toEvaluate = new ConcurrentLinkedQueue<>();
    private final AtomicInteger evaluating = new AtomicInteger();
    /** Evaluations that wait for a service; each ends within its candidate's deadline. */
    private final Set<Job> waiting = ConcurrentHashMap.newKeySet();

    private final AtomicLong evaluatingBytes = new AtomicLong();
    private final ConcurrentLinkedQueue<Exchange> toWrite = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Held> toRepeat = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writingCount = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable Job> running;
    private final AtomicLong missed = new AtomicLong();
    private final Thread[] threads;
    private volatile boolean closing;
    // Owned by the writing thread.
    private Instant gapSince = Instant.EPOCH;
    private long gapNanos;

    /** @param evaluators threads that evaluate; one more writes */
    public Backstage(
            EvidenceSink sink,
            Audit audit,
            Writing writing,
            Supplier<Evaluator> evaluator,
            Mirror mirror,
            Metrics metrics,
            Clock clock,
            int evaluators) {
        this.sink = sink;
        this.audit = audit;
        this.writing = writing;
        this.evaluator = evaluator;
        this.mirror = mirror;
        this.metrics = metrics;
        this.clock = clock;
        this.running = new AtomicReferenceArray<>(evaluators);
        this.threads = new Thread[evaluators + 1];
        metrics.gauge("routeproof_shadow_queue", evaluating::get);
        metrics.gauge("routeproof_record_queue", writingCount::get);
        for (int i = 0; i < evaluators; i++) {
            int slot = i;
            threads[i] = Thread.ofPlatform().daemon().name("shadow-" + i).unstarted(() -> evaluateAll(slot));
        }
        threads[evaluators] = Thread.ofPlatform().daemon().name("record").unstarted(this::writeAll);
        gapSince = clock.instant();
        for (Thread thread : threads) {
            thread.start();
        }
    }

    @Override
    public EvidenceSink sink() {
        return sink;
    }

    @Override
    public AnswerCopy copy() {
        return AnswerCopy.sized(writing.keepsText());
    }

    @Override
    public void decided(Exchange exchange) {
        decided(new Job(exchange, null));
    }

    @Override
    public Future<Void> audited(Exchange exchange) {
        Promise<Void> durable = Promise.promise();
        decided(new Job(exchange, durable));
        return durable.future();
    }

    private void decided(Job job) {
        if (evaluator.get() == Evaluator.NONE
                || !job.exchange.facts().classified()
                || job.exchange.plan().phase().equals(Phase.OFF.word())) {
            write(job, List.of());
            return;
        }
        int place = evaluating.incrementAndGet();
        long bytes = evaluatingBytes.addAndGet(job.exchange.facts().body().length);
        if (place > QUEUE || bytes > QUEUE_BYTES) {
            leave(job);
            drop(job);
            return;
        }
        toEvaluate.add(job);
    }

    private void leave(Job job) {
        evaluating.decrementAndGet();
        evaluatingBytes.addAndGet(-job.exchange.facts().body().length);
    }

    private void drop(Job job) {
        metrics.shadowDropped.increment();
        missed.incrementAndGet();
        write(job, List.of());
    }

    private void write(Job job, List<CandidateDecision> candidates) {
        if (job.written.compareAndSet(false, true)) {
            var decision = writing.decision(job.exchange, candidates);
            if (job.durable == null) {
                sink.offer(decision);
            } else {
                keep(new Held(decision, job.durable));
            }
            mirror.decided(job.exchange, candidates);
        }
    }

    private void keep(Held held) {
        sink.durable(held.decision()).onComplete(written -> {
            if (written.succeeded()) {
                held.durable().complete();
            } else if (audit == Audit.WAIT && !closing) {
                toRepeat.add(held);
            } else {
                held.durable().fail(written.cause());
                sink.offer(held.decision()); // written down late, or counted as dropped
            }
        });
    }

    /** Offers once more what found the log's queue full. */
    private void repeat() {
        for (int i = toRepeat.size(); i > 0; i--) {
            Held held = toRepeat.poll();
            if (held != null) {
                keep(held);
            }
        }
    }

    @Override
    public void ended(Exchange exchange) {
        if (writingCount.incrementAndGet() > QUEUE) {
            writingCount.decrementAndGet();
            sink.offer(writing.unreadOutcome(exchange));
            mirror.ended(exchange);
            return;
        }
        toWrite.add(exchange);
    }

    /** True where everything that was handed over has been offered to the log. */
    public boolean idle() {
        return evaluating.get() == 0 && waiting.isEmpty() && writingCount.get() == 0;
    }

    private void evaluateAll(int slot) {
        int fruitless = 0;
        while (true) {
            Job job = toEvaluate.poll();
            if (job == null) {
                if (closing) {
                    return;
                }
                rest(++fruitless);
                continue;
            }
            fruitless = 0;
            running.set(slot, job);
            try {
                evaluate(job);
            } catch (Throwable broken) {
                // Shadow fails open: even a StackOverflowError of a classifier ends here.
                metrics.shadowFailed.increment();
                write(job, List.of());
            } finally {
                running.set(slot, null);
                leave(job);
            }
        }
    }

    private void evaluate(Job job) throws java.io.IOException {
        if (System.nanoTime() - job.since > job.patience()) {
            drop(job);
            return;
        }
        var prompt = PromptReader.read(job.exchange.facts().body());
        if (prompt.isEmpty()) {
            write(job, List.of());
            return;
        }
        var evaluating = evaluator.get().evaluate(job.exchange, prompt.get());
        if (!evaluating.isDone()) {
            waiting.add(job);
        }
        var _ = evaluating.whenComplete((candidates, broken) -> {
            if (broken == null) {
                metrics.shadowEvaluated.increment();
                write(job, candidates);
            } else {
                metrics.shadowFailed.increment();
                write(job, List.of());
            }
            waiting.remove(job);
        });
    }

    private void writeAll() {
        long watched = System.nanoTime();
        int fruitless = 0;
        while (true) {
            Exchange exchange = toWrite.poll();
            long now = System.nanoTime();
            if (exchange == null || now - watched > WATCH_NANOS) {
                watched = now;
                watch();
                repeat();
            }
            if (exchange == null) {
                if (closing) {
                    return;
                }
                rest(++fruitless);
                continue;
            }
            fruitless = 0;
            try {
                sink.offer(writing.outcome(exchange));
            } catch (RuntimeException | StackOverflowError unreadable) {
                sink.offer(writing.unreadOutcome(exchange));
            }
            mirror.ended(exchange);
            writingCount.decrementAndGet();
        }
    }

    private void rest(int fruitless) {
        long pause = fruitless > FRUITLESS_LOOKS ? IDLE_LOOK_NANOS : LOOK_NANOS;
        LockSupport.parkNanos(audit == Audit.OFF ? pause : AUDIT_LOOK_NANOS);
    }

    /** Writes down what has waited too long or hangs in an evaluation, and the gap that this makes. */
    private void watch() {
        long now = System.nanoTime();
        for (Job head = toEvaluate.peek();
                head != null && now - head.since > head.patience();
                head = toEvaluate.peek()) {
            Job late = toEvaluate.poll();
            if (late != null) {
                drop(late);
                leave(late);
            }
        }
        for (int i = 0; i < running.length(); i++) {
            Job job = running.get(i);
            if (job != null && now - job.since > 2 * job.patience() && !job.written.get()) {
                drop(job);
            }
        }
        if (now - gapNanos > GAP_NANOS) {
            gapNanos = now;
            gap();
        }
    }

    private void gap() {
        long count = missed.getAndSet(0);
        Instant until = clock.instant();
        if (count > 0) {
            sink.offer(new Event.Gap(until, gapSince, until, count, "shadow evaluations dropped"));
        }
        gapSince = until;
    }

    /** Evaluates and writes what is queued, at most ten seconds long, then stops its threads. */
    @Override
    public void close() {
        closing = true;
        long until = System.nanoTime() + 10_000_000_000L;
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
            while (!waiting.isEmpty() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Job job = toEvaluate.poll(); job != null; job = toEvaluate.poll()) {
            leave(job);
            drop(job);
        }
        gap();
        repeat();
    }
}
