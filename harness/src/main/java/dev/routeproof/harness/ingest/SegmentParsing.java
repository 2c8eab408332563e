package dev.routeproof.harness.ingest;

import dev.routeproof.harness.store.ColumnBatch;
import dev.routeproof.routing.evidence.Purged;
import dev.routeproof.routing.evidence.SegmentScan;
import dev.routeproof.routing.evidence.SeqRanges;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads one segment on a thread of its own, a few batches of rows ahead of whoever takes them. */
final class SegmentParsing implements SegmentScan.Visitor {
    private static final int BATCH = 8_192;
    private static final int BATCHES_AHEAD = 8;
    private static final int REASON = EventTable.GAP.index("reason");

    private final SegmentOnDisk segment;
    private final Map<String, SeqRanges> seen;
    private final Map<String, SeqRanges> purgedBefore;
    private final EventReader reader = new EventReader();
    private final BlockingQueue<Optional<ColumnBatch>> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Thread thread;

    // Written by the parsing thread, read by the other one after the empty batch that ends the segment.
    private final Map<EventTable, ColumnBatch> filling = new EnumMap<>(EventTable.class);
    private final Set<String> boots = new TreeSet<>();
    private final List<PurgedRange> purged = new ArrayList<>();
    private long events;
    private long duplicates;
    private long unreadable;
    private long damagedBytes;
    private final List<SeenRange> seenThen = new ArrayList<>();
    private SegmentScan.@Nullable Summary scan;
    private @Nullable Throwable failure;

    private volatile boolean stopped;

    /** Events that a purge took out of the segment, both ends inclusive, and the row that stands for them. */
    record PurgedRange(String boot, long since, long until, ColumnBatch row) {}

    /** Events that are known once the segment is in the store, both ends inclusive. */
    record SeenRange(String boot, long since, long until) {}

    /**
     * Both maps belong to the thread that reads; a segment is started after the one before it was read to its end.
     *
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
    Optional<ColumnBatch> next() throws IOException {
        try {
            Optional<ColumnBatch> rows = batches.take();
            if (rows.isPresent() || failure == null) {
                return rows;
            }
            throw new IOException(segment.path() + " could not be read: " + failure.getMessage(), failure);
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

    /** All that is known of the boots that the segment tells of; complete at the end of the segment. */
    List<SeenRange> seenThen() {
        return seenThen;
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
        try {
            read();
        } catch (Stopped nobodyListens) {
            // Whoever stopped it waits for the thread alone.
        }
    }

    private void read() {
        try (InputStream in = Files.newInputStream(segment.path())) {
            scan = SegmentScan.scan(in, this);
            filling.values().stream().filter(rows -> rows.rows() > 0).forEach(rows -> hand(Optional.of(rows)));
            for (String boot : boots) {
                seen.getOrDefault(boot, new SeqRanges())
                        .forEach((since, until) -> seenThen.add(new SeenRange(boot, since, until)));
            }
        } catch (Stopped nobodyListens) {
            throw nobodyListens;
        } catch (IOException | RuntimeException | Error failed) {
            failure = failed; // whatever it is, whoever takes the rows must hear of it
        }
        hand(Optional.empty());
    }

    @Override
    public void record(long seq, byte[] buffer, int from, int to) {
        ColumnBatch rows;
        try {
            rows = reader.read(buffer, from, to, this::filling);
        } catch (IOException notUnderstood) {
            unreadable++;
            return;
        }
        boots.add(reader.boot());
        long span = purgedBy(rows);
        if (span > 0) {
            rows.dropRow();
            purged(seq, seq + span - 1, onItsOwn(buffer, from, to));
            return;
        }
        if (!seen.computeIfAbsent(reader.boot(), boot -> new SeqRanges()).add(seq)) {
            rows.dropRow();
            duplicates++;
            return;
        }
        rows.endRow();
        events++;
        if (rows.isFull()) {
            filling.values().remove(rows);
            hand(Optional.of(rows));
        }
    }

    private ColumnBatch filling(EventTable table) {
        return filling.computeIfAbsent(table, one -> one.batch(BATCH));
    }

    /** How many events a purge put the one in hand in the place of; 0 where it is an event of its own. */
    private static long purgedBy(ColumnBatch rows) {
        byte[] reason = rows.table().equals("gap") ? rows.text(rows.rows(), REASON) : null;
        return reason == null
                ? 0
                : Purged.of(new String(reason, StandardCharsets.UTF_8))
                        .map(Purged::count)
                        .orElse(0L);
    }

    private ColumnBatch onItsOwn(byte[] buffer, int from, int to) {
        try {
            ColumnBatch row = reader.read(buffer, from, to, table -> table.batch(1));
            row.endRow();
            return row;
        } catch (IOException readBefore) {
            throw new UncheckedIOException(readBefore);
        }
    }

    private void purged(long since, long until, ColumnBatch row) {
        String boot = reader.boot();
        SeqRanges gone = purgedBefore.computeIfAbsent(boot, one -> new SeqRanges());
        if (gone.contains(since, until)) {
            duplicates++;
            return;
        }
        gone.removeRange(since, until);
        gone.addRange(since, until);
        SeqRanges here = seen.computeIfAbsent(boot, one -> new SeqRanges());
        here.removeRange(since, until);
        here.addRange(since, until);
        purged.add(new PurgedRange(boot, since, until, row));
    }

    @Override
    public void damaged(long start, long end) {
        damagedBytes += end - start;
    }

    private void hand(Optional<ColumnBatch> rows) {
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
