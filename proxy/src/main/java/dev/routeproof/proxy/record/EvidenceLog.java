package dev.routeproof.proxy.record;

import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.EventJson;
import dev.routeproof.routing.evidence.Frame;
import dev.routeproof.routing.evidence.HighWaterMark;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The append-only evidence log of one proxy: one writer thread, group commit, an exclusive lock.
 *
 * <p>An event whose future is complete is durable. Other events wait at most {@link LogSettings#commitEvery()} and one
 * sync. When a write or a sync fails, the segment is poisoned (after a failed sync the system may forget what it could
 * not write) and everything not yet acknowledged is written again to a new one, under the same event ids; readers keep
 * one of each. Nothing here ever blocks or fails a caller.
 */
public final class EvidenceLog implements EvidenceSink {
    private static final int BATCH_BYTES = 1 << 20;
    private static final int RECENT_BYTES = 16 << 20;
    private static final int MARK_STEP = 256;
    private static final long RETRY_NANOS = 250_000_000;
    private static final long CHECK_NANOS = 1_000_000_000;
    private static final long DEEP_SLEEP_NANOS = 200_000_000;

    private final LogSettings settings;
    private final Clock clock;
    private final LogCounters counters = new LogCounters();
    private final RecentLines recent = new RecentLines(RECENT_BYTES);
    private final String boot;
    private final SegmentWriter segments;
    private final AutoCloseable lock;
    private final Thread writer;

    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    /** Events in the queue that somebody waits for. */
    private final AtomicInteger awaited = new AtomicInteger();

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong droppedSince = new AtomicLong();
    private volatile @Nullable Instant droppingFrom;
    private volatile boolean asleep;
    private volatile boolean closing;
    private volatile long lastCommitNanos = System.nanoTime();

    // Owned by the writer thread.
    private final Frame.Buffer batch = new Frame.Buffer(BATCH_BYTES + (BATCH_BYTES >> 1));
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private long seq;
    private int batchRecords;

    private record Waiting(Event event, @Nullable CompletableFuture<Void> durable) {}

    private EvidenceLog(LogSettings settings, Clock clock, String boot, SegmentWriter segments, AutoCloseable lock) {
        this.settings = settings;
        this.clock = clock;
        this.boot = boot;
        this.segments = segments;
        this.lock = lock;
        this.writer = Thread.ofPlatform().name("evidence-log").daemon(false).unstarted(this::run);
    }

    /**
     * Recovers what an earlier writer left and starts a new one.
     *
     * @param boot identifies this start, letters and digits, at most 32
     * @throws LogTaken where another writer holds the instance's folder
     */
    public static EvidenceLog open(LogSettings settings, String boot, String epoch, Clock clock)
            throws IOException, LogTaken {
        return open(settings, boot, epoch, clock, LogFiles.DISK);
    }

    static EvidenceLog open(LogSettings settings, String boot, String epoch, Clock clock, LogFiles files)
            throws IOException, LogTaken {
        var directory = settings.instanceDirectory();
        files.createDirectories(directory);
        AutoCloseable lock = files.lock(directory.resolve("writer.lock")).orElseThrow(() -> new LogTaken(directory));
        try {
            var highWaterFile = directory.resolve(HighWaterMark.FILE);
            Instant from = clock.instant();
            Recovery found = Recovery.run(files, directory, highWaterFile);
            var segments = new SegmentWriter(files, settings, boot, epoch, found);
            var log = new EvidenceLog(settings, clock, boot, segments, lock);
            log.counters.tornBytes.add(found.tornBytes());
            log.counters.lostAtMost.add(found.lostAtMost());
            if (found.lostAtMost() > 0) {
                log.offer(new Event.Gap(
                        clock.instant(), from, clock.instant(), found.lostAtMost(), "crash: at most this many lost"));
            }
            log.writer.start();
            return log;
        } catch (IOException | RuntimeException failed) {
            closeQuietly(lock);
            throw failed;
        }
    }

    @Override
    public boolean offer(Event event) {
        return enqueue(new Waiting(event, null));
    }

    @Override
    public Future<Void> durable(Event event) {
        var future = new CompletableFuture<Void>();
        if (!enqueue(new Waiting(event, future))) {
            future.completeExceptionally(new LogFull());
        }
        return Future.fromCompletionStage(future);
    }

    @Override
    public long dropped() {
        return counters.dropped();
    }

    public LogCounters counters() {
        return counters;
    }

    /** The last 16 MiB of what was written. */
    public RecentLines recent() {
        return recent;
    }

    /** Events accepted and not yet durable. */
    public int depth() {
        return queued.get();
    }

    /** How long ago the last commit succeeded while events are waiting, nanoseconds; 0 where none is waiting. */
    public long stalledNanos() {
        return queued.get() == 0 ? 0 : System.nanoTime() - lastCommitNanos;
    }

    /** Writes what was accepted, seals the segment and frees the lock; waits for the writer to end. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        Waiting tooLate;
        while ((tooLate = queue.poll()) != null) {
            counters.dropped.increment();
            if (tooLate.durable() != null) {
                tooLate.durable().completeExceptionally(new LogFull());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** False once the writer has ended, whatever ended it. */
    boolean writing() {
        return writer.isAlive();
    }

    private boolean enqueue(Waiting entry) {
        int depth = queued.incrementAndGet();
        if (closing || depth > settings.queueCapacity()) {
            queued.decrementAndGet();
            if (entry.durable() != null) {
                return false; // whoever waits for it is told, so it is not lost unseen
            }
            if (droppedSince.getAndIncrement() == 0) {
                droppingFrom = clock.instant();
            }
            counters.dropped.increment();
            return false;
        }
        accepted.incrementAndGet();
        if (entry.durable() != null) {
            awaited.incrementAndGet();
        }
        queue.add(entry);
        if (asleep || entry.durable() != null || depth == settings.commitRecords()) {
            LockSupport.unpark(writer);
        }
        return true;
    }

    private void run() {
        long idleSince = System.nanoTime();
        long lastCheck = idleSince;
        while (true) {
            if (fillBatch()) {
                commit();
                idleSince = System.nanoTime();
                gather();
            } else if (closing && queue.isEmpty()) {
                break;
            } else {
                sleep(System.nanoTime() - idleSince);
            }
            long now = System.nanoTime();
            if (now - lastCheck > CHECK_NANOS) {
                lastCheck = now;
                segments.check(now, counters);
            }
        }
        segments.finish(seq, counters);
        closeQuietly(lock);
    }

    /**
     * Waits for more to write at once, as long as an event may wait; not where enough is waiting already, or somebody for
     * what one batch had no room for: the permit given for it may be used up. A later one ends the wait.
     */
    private void gather() {
        if (queued.get() < settings.commitRecords() && awaited.get() == 0 && !closing) {
            LockSupport.parkNanos(settings.commitEvery().toNanos());
        }
    }

    private void sleep(long idleNanos) {
        if (idleNanos < DEEP_SLEEP_NANOS) {
            LockSupport.parkNanos(settings.commitEvery().toNanos());
            return;
        }
        asleep = true;
        if (queue.isEmpty() && !closing) {
            LockSupport.parkNanos(CHECK_NANOS);
        }
        asleep = false;
    }

    /** Encodes waiting events into the batch; true where there is something to commit. */
    private boolean fillBatch() {
        long dropped = droppedSince.get();
        if (dropped > 0) {
            Instant now = clock.instant();
            Instant from = droppingFrom;
            droppedSince.addAndGet(-dropped);
            accepted.incrementAndGet();
            queued.incrementAndGet();
            encode(new Waiting(new Event.Gap(now, from == null ? now : from, now, dropped, "queue full"), null));
        }
        Waiting next;
        while (batch.size() < BATCH_BYTES && (next = queue.poll()) != null) {
            encode(next);
            if (next.event() instanceof Event.Epoch) {
                break; // the next segment carries the new epoch's name
            }
        }
        return batchRecords > 0;
    }

    private void encode(Waiting entry) {
        if (entry.durable() != null) {
            awaited.decrementAndGet();
        }
        long next = seq + 1;
        batch.begin();
        try {
            EventJson.write(batch, boot + "-" + next, entry.event());
        } catch (RuntimeException broken) {
            batch.abandon();
            queued.decrementAndGet();
            counters.dropped.increment();
            if (entry.durable() != null) {
                entry.durable().completeExceptionally(broken);
            }
            return;
        }
        batch.end(next);
        seq = next;
        batchRecords++;
        if (entry.durable() != null) {
            waiting.add(entry.durable());
        }
        if (entry.event() instanceof Event.Epoch epoch) {
            segments.nextEpoch(epoch.epoch());
        }
    }

    /** Makes the batch durable, however often it takes, and acknowledges it. */
    private void commit() {
        recent.add(batch.bytes(), batch.size());
        while (true) {
            try {
                segments.append(ByteBuffer.wrap(batch.bytes(), 0, batch.size()), accepted.get(), MARK_STEP, counters);
                break;
            } catch (IOException | RuntimeException failed) {
                counters.failures.increment();
                segments.poison();
                if (closing) {
                    giveUp(failed);
                    return;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
        lastCommitNanos = System.nanoTime();
        counters.commits.increment();
        counters.written.add(batchRecords);
        queued.addAndGet(-batchRecords);
        for (CompletableFuture<Void> durable : waiting) {
            durable.complete(null);
        }
        clearBatch();
    }

    /** At the end with a disk that still fails: what is left cannot be kept, and says so. */
    private void giveUp(Exception failed) {
        counters.dropped.add(batchRecords);
        queued.addAndGet(-batchRecords);
        for (CompletableFuture<Void> durable : waiting) {
            durable.completeExceptionally(failed);
        }
        clearBatch();
    }

    private void clearBatch() {
        batch.reset();
        batchRecords = 0;
        waiting.clear();
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception alreadyGone) {
            // A lock that cannot be freed is freed by the end of the process.
        }
    }
}
