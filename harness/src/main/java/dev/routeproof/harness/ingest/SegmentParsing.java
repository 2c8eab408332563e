package dev.routeproof.harness.ingest;

import dev.routeproof.harness.ingest.EventReader.EventRow;
import dev.routeproof.routing.evidence.SegmentScan;
import dev.routeproof.routing.evidence.SeqRanges;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads one segment on a thread of its own, a few batches of rows ahead of whoever takes them. */
final class SegmentParsing implements SegmentScan.Visitor {
    private static final int BATCH = 2_048;
    private static final int BATCHES_AHEAD = 8;

    private final SegmentOnDisk segment;
    private final Map<String, SeqRanges> seen;
    private final Map<String, SeqRanges> purgedBefore;
    private final EventReader reader = new EventReader();
    private final BlockingQueue<List<EventRow>> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Thread thread;

    // Written by the parsing thread, read by the other one after the empty batch that ends the segment.
    private List<EventRow> batch = new ArrayList<>(BATCH);
    private final Set<String> boots = new HashSet<>();
    private final List<PurgedRange> purged = new ArrayList<>();
    private long events;
    private long duplicates;
    private long unreadable;
    private long damagedBytes;
    private SegmentScan.@Nullable Summary scan;
    private @Nullable IOException failure;

    private volatile boolean stopped;

    /** Events that a purge took out of the segment, both ends inclusive, and the row that stands for them. */
    record PurgedRange(String boot, long since, long until, EventRow row) {}

    /**
     * @param seen which events the store has; those of this segment are added while it is read
     * @param purgedBefore which of them were purged; so are those of this segment
     */
    SegmentParsing(SegmentOnDisk segment, Map<String, SeqRanges> seen, Map<String, SeqRanges> purgedBefore) {
        this.segment = segment;
        this.seen = seen;
        this.purgedBefore = purgedBefore;
        this.thread = Thread.ofPlatform().daemon().name("segment-parsing").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends the reading, finished or not, and waits for its thread. */
    void stop() {
        stopped = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            batches.clear();
            try {
                thread.join(10);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next rows; empty at the end of the segment. */
    List<EventRow> next() throws IOException {
        try {
            List<EventRow> rows = batches.take();
            if (rows.isEmpty() && failure != null) {
                throw failure;
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + segment.path(), e);
        }
    }

    SegmentOnDisk segment() {
        return segment;
    }

    SegmentScan.Summary scan() {
        return Objects.requireNonNull(scan, "the segment was not read to its end");
    }

    /** What was purged from the segment since it was read before; complete at the end of the segment. */
    List<PurgedRange> purged() {
        return purged;
    }

    Set<String> boots() {
        return boots;
    }

    long events() {
        return events;
    }

    long duplicates() {
        return duplicates;
    }

    long unreadable() {
        return unreadable;
    }

    long damagedBytes() {
        return damagedBytes;
    }

    private void run() {
        try (InputStream in = Files.newInputStream(segment.path())) {
            scan = SegmentScan.scan(in, this);
        } catch (IOException failed) {
            failure = failed;
        } catch (Stopped nobodyListens) {
            return;
        }
        if (!batch.isEmpty()) {
            hand(batch);
        }
        hand(List.of());
    }

    @Override
    public void record(long seq, byte[] buffer, int from, int to) {
        EventRow row;
        try {
            row = reader.read(buffer, from, to);
        } catch (IOException notUnderstood) {
            unreadable++;
            return;
        }
        boots.add(row.boot());
        long span = row.purged();
        if (span > 0) {
            purged(row, seq, seq + span - 1);
            return;
        }
        if (!seen.computeIfAbsent(row.boot(), boot -> new SeqRanges()).add(seq)) {
            duplicates++;
            return;
        }
        events++;
        batch.add(row);
        if (batch.size() == BATCH) {
            hand(batch);
            batch = new ArrayList<>(BATCH);
        }
    }

    private void purged(EventRow row, long since, long until) {
        SeqRanges gone = purgedBefore.computeIfAbsent(row.boot(), boot -> new SeqRanges());
        if (gone.contains(since, until)) {
            duplicates++;
            return;
        }
        gone.removeRange(since, until);
        gone.addRange(since, until);
        SeqRanges here = seen.computeIfAbsent(row.boot(), boot -> new SeqRanges());
        here.removeRange(since, until);
        here.addRange(since, until);
        purged.add(new PurgedRange(row.boot(), since, until, row));
    }

    @Override
    public void damaged(long start, long end) {
        damagedBytes += end - start;
    }

    private void hand(List<EventRow> rows) {
        try {
            while (!batches.offer(rows, 100, TimeUnit.MILLISECONDS)) {
                if (stopped) {
                    throw new Stopped();
                }
            }
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("nobody takes the rows any more", null, false, false);
        }
    }
}
