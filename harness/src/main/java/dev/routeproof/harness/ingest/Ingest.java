package dev.routeproof.harness.ingest;

import dev.routeproof.harness.store.Loading;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.evidence.SegmentScan;
import dev.routeproof.routing.evidence.SeqRanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings segments of the evidence log into the store: every event exactly once, whatever the order of segments, however
 * often it runs, wherever it is stopped. A few segments are one transaction, which holds their rows and the note of which
 * events they are.
 */
public final class Ingest {
    private static final Query RANGES = Query.of(Ingest.class, "ingested-ranges.sql");
    private static final Query FORGET_RANGES = Query.of(Ingest.class, "forget-ranges.sql");
    private static final Query PURGED_RANGES = Query.of(Ingest.class, "purged-ranges.sql");
    private static final Query MAKE_PURGING = Query.of(Ingest.class, "make-purging.sql");
    private static final Query ADD_PURGING = Query.of(Ingest.class, "add-purging.sql");
    private static final List<Query> PURGE = List.of(
            Query.of(Ingest.class, "purge-decisions.sql"),
            Query.of(Ingest.class, "purge-outcomes.sql"),
            Query.of(Ingest.class, "purge-mirrors.sql"),
            Query.of(Ingest.class, "purge-feedback.sql"),
            Query.of(Ingest.class, "purge-gaps.sql"));
    private static final Query SEGMENTS = Query.of(Ingest.class, "known-segments.sql");
    private static final Query FORGET_SEGMENT = Query.of(Ingest.class, "forget-segment.sql");

    private static final Query DEFER_CHECKPOINTS = Query.of(Ingest.class, "defer-checkpoints.sql");
    private static final Query LOAD_ON_ONE_THREAD = Query.of(Ingest.class, "load-on-one-thread.sql");
    private static final Query USUAL_THREADS = Query.of(Ingest.class, "usual-threads.sql");
    private static final Query CHECKPOINT = Query.of(Ingest.class, "checkpoint.sql");
    private static final Query USUAL_CHECKPOINTS = Query.of(Ingest.class, "usual-checkpoints.sql");

    /**
     * Rows of one transaction: so many that the store packs most of them at once, in place of writing them down to be read
     * and packed at the end.
     */
    private static final long ROWS_TOGETHER = 500_000;

    private final Store store;
    private final long rowsTogether;
    private final Map<String, SeqRanges> seen = new HashMap<>();
    private final Map<String, SeqRanges> purged = new HashMap<>();
    private final Set<SegmentOnDisk.Key> known = new HashSet<>();

    /** Being read. */
    private @Nullable SegmentParsing ahead;

    /**
     * What an ingest did.
     *
     * @param segments read now
     * @param unchanged passed over, because nothing was added to them since they were read
     * @param events new in the store
     * @param purged events that a purge took out of the log since, or before they were ever read
     * @param duplicates in a segment again, for example after a failed sync, and kept once
     * @param damaged stretches of bytes that are no record and stand before whole records: corruption
     * @param unreadable whole records that this version does not understand
     * @param tailBytes after the last whole record of a segment: being written, or torn by a crash
     */
    public record Summary(
            long segments,
            long unchanged,
            long events,
            long purged,
            long duplicates,
            long damaged,
            long damagedBytes,
            long unreadable,
            long tailBytes) {
        static final Summary NOTHING = new Summary(0, 0, 0, 0, 0, 0, 0, 0, 0);

        Summary plus(Summary more) {
            return new Summary(
                    segments + more.segments,
                    unchanged + more.unchanged,
                    events + more.events,
                    purged + more.purged,
                    duplicates + more.duplicates,
                    damaged + more.damaged,
                    damagedBytes + more.damagedBytes,
                    unreadable + more.unreadable,
                    tailBytes + more.tailBytes);
        }
    }

    private Ingest(Store store, long rowsTogether) {
        this.store = store;
        this.rowsTogether = rowsTogether;
        store.query(
                RANGES,
                row -> seen.computeIfAbsent(row.getString(1), boot -> new SeqRanges())
                        .addRange(row.getLong(2), row.getLong(3)));
        store.query(
                PURGED_RANGES,
                row -> purged.computeIfAbsent(row.getString(1), boot -> new SeqRanges())
                        .addRange(row.getLong(2), row.getLong(3)));
        store.query(
                SEGMENTS,
                row -> known.add(new SegmentOnDisk.Key(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5))));
    }

    /** Reads every segment below {@code directories}. */
    public static Summary run(Store store, List<Path> directories) throws IOException {
        return run(store, directories, ROWS_TOGETHER);
    }

    static Summary run(Store store, List<Path> directories, long rowsTogether) throws IOException {
        var ingest = new Ingest(store, rowsTogether);
        var fresh = new ArrayDeque<SegmentOnDisk>();
        long unchanged = 0;
        for (Path directory : directories) {
            for (SegmentOnDisk segment : SegmentOnDisk.below(directory)) {
                if (ingest.known.add(segment.key())) {
                    fresh.add(segment);
                } else {
                    unchanged++;
                }
            }
        }
        Summary total = new Summary(0, unchanged, 0, 0, 0, 0, 0, 0, 0);
        if (fresh.isEmpty()) {
            return total;
        }
        store.update(DEFER_CHECKPOINTS);
        store.update(LOAD_ON_ONE_THREAD);
        try {
            for (ingest.startNext(fresh); ingest.ahead != null; ) {
                total = total.plus(ingest.together(fresh));
            }
        } finally {
            if (ingest.ahead != null) {
                ingest.ahead.stop();
            }
        }
        store.update(USUAL_THREADS);
        store.query(CHECKPOINT, row -> true);
        store.update(USUAL_CHECKPOINTS);
        return total;
    }

    /** The next segment is read while what was read before it is put into the store. */
    private void startNext(Deque<SegmentOnDisk> fresh) {
        ahead = fresh.isEmpty() ? null : new SegmentParsing(fresh.remove(), seen, purged);
        if (ahead != null) {
            ahead.start();
        }
    }

    /** Takes segments until there are rows enough for one transaction. */
    private Summary together(Deque<SegmentOnDisk> fresh) {
        var readings = new ArrayList<SegmentParsing>();
        try {
            store.load("ingesting the evidence log", loading -> {
                long rows = 0;
                while (ahead != null && rows < rowsTogether) {
                    SegmentParsing parsing = ahead;
                    readings.add(parsing);
                    append(loading, parsing);
                    rows += parsing.events();
                    startNext(fresh);
                }
                settle(loading, readings);
            });
        } finally {
            readings.forEach(SegmentParsing::stop);
        }
        Summary done = Summary.NOTHING;
        for (SegmentParsing parsing : readings) {
            done = done.plus(summary(parsing));
        }
        return done;
    }

    private static Summary summary(SegmentParsing parsing) {
        SegmentScan.Summary scan = parsing.scan();
        return new Summary(
                1,
                0,
                parsing.events(),
                parsing.purged().stream()
                        .mapToLong(range -> range.until() - range.since() + 1)
                        .sum(),
                parsing.duplicates(),
                scan.damagedInside(),
                parsing.damagedBytes() - scan.tailBytes(),
                parsing.unreadable(),
                scan.tailBytes());
    }

    private static void append(Loading loading, SegmentParsing parsing) throws SQLException {
        try {
            for (var rows = parsing.next(); rows.isPresent(); rows = parsing.next()) {
                loading.rows(rows.get());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Notes what was read: the purges it told of, which events are here now, what each segment held. */
    private void settle(Loading loading, List<SegmentParsing> readings) throws SQLException {
        // The last one to tell of a boot knows all of it.
        var seenThen = new TreeMap<String, List<SegmentParsing.SeenRange>>();
        for (SegmentParsing parsing : readings) {
            purge(loading, parsing.purged());
            seenThen.putAll(parsing.seenThen().stream().collect(Collectors.groupingBy(SegmentParsing.SeenRange::boot)));
        }
        for (var boot : seenThen.entrySet()) {
            loading.execute(FORGET_RANGES, boot.getKey());
            for (var range : boot.getValue()) {
                loading.row("ingested", new Object[] {range.boot(), range.since(), range.until()});
            }
        }
        for (SegmentParsing parsing : readings) {
            SegmentOnDisk segment = parsing.segment();
            SegmentScan.Summary scan = parsing.scan();
            loading.execute(FORGET_SEGMENT, segment.instance(), segment.name(), segment.boot(), segment.firstSeq());
            loading.row("segment", new Object[] {
                segment.instance(),
                segment.name(),
                segment.boot(),
                segment.firstSeq(),
                scan.lastSeq(),
                segment.bytes(),
                scan.records(),
                scan.damagedInside(),
                parsing.damagedBytes() - scan.tailBytes(),
                scan.tailBytes()
            });
        }
    }

    /** Takes out what was purged from a segment after it was read, and puts the purge's record there. */
    private static void purge(Loading loading, List<SegmentParsing.PurgedRange> ranges) throws SQLException {
        if (ranges.isEmpty()) {
            return;
        }
        loading.execute(MAKE_PURGING);
        for (var range : ranges) {
            loading.execute(ADD_PURGING, range.boot(), range.since(), range.until());
        }
        for (Query query : PURGE) {
            loading.execute(query);
        }
        for (var range : ranges) {
            loading.rows(range.row());
        }
    }
}
