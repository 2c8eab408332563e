package dev.routeproof.harness.log;

import dev.routeproof.routing.evidence.EventGlance;
import dev.routeproof.routing.evidence.HighWaterMark;
import dev.routeproof.routing.evidence.Purged;
import dev.routeproof.routing.evidence.SegmentFile;
import dev.routeproof.routing.evidence.SegmentScan;
import dev.routeproof.routing.evidence.SeqRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole logs and says what is wrong with them: bytes that are no record, events missing from a sequence, what a
 * crash may have taken, and whether the ledger balances. Changes nothing; memory does not grow with the log.
 */
public final class Verification {
    private static final int LISTED = 1_000;

    private final Map<String, SeqRanges> seen = new TreeMap<>();
    private final Ledger ledger = new Ledger();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Unwritten> unwritten = new ArrayList<>();
    private long segments;
    private long open;
    private long bytes;
    private long records;
    private long duplicates;
    private long unreadable;
    private long corrupt;
    private long tornBytes;

    /**
     * Bytes that are no record.
     *
     * @param torn true at the end of an open segment: a write that did not end, not corruption
     */
    public record Finding(Path file, long at, long length, boolean torn) {}

    /** Events of one start of a proxy that no segment holds, both ends inclusive. */
    public record Missing(String boot, long since, long until) {}

    /** A mark that is ahead of the log: at most {@code count} accepted events are not in it. */
    public record Unwritten(Path folder, String boot, long count, boolean open) {}

    /** All of it; {@link #sound()} is false where something is there that must never be. */
    public record Report(
            long segments,
            long open,
            long bytes,
            long records,
            long duplicates,
            long unreadable,
            long corrupt,
            long tornBytes,
            List<Finding> findings,
            List<Missing> missing,
            List<Unwritten> unwritten,
            Ledger.Balance ledger) {
        /** Corruption, missing events, unreadable records or an unbalanced ledger make it unsound; a torn tail does not. */
        public boolean sound() {
            return corrupt == 0 && unreadable == 0 && missing.isEmpty() && ledger.balanced();
        }

        /** In words. */
        public List<String> lines(double seconds) {
            return VerificationText.lines(this, seconds);
        }

        /** As one object. */
        public Map<String, Object> json(double seconds) {
            return VerificationText.json(this, seconds);
        }
    }

    /** Reads every log at or below {@code directories}. */
    public static Report run(List<Path> directories) throws IOException {
        var verification = new Verification();
        for (Path directory : directories) {
            for (Segments instance : Segments.below(directory)) {
                verification.instance(instance);
            }
        }
        return verification.report();
    }

    private void instance(Segments instance) throws IOException {
        for (SegmentFile segment : instance.files()) {
            segment(segment);
        }
        Path file = instance.folder().resolve(HighWaterMark.FILE);
        if (Files.exists(file)) {
            var mark = HighWaterMark.newest(Files.readAllBytes(file));
            if (mark.isPresent()) {
                mark(instance, mark.get());
            }
        }
    }

    private void mark(Segments instance, HighWaterMark mark) throws IOException {
        var last = new long[1];
        seen.getOrDefault(mark.boot(), new SeqRanges()).forEach((since, until) -> last[0] = until);
        if (mark.seq() > last[0]) {
            unwritten.add(new Unwritten(instance.folder(), mark.boot(), mark.seq() - last[0], instance.anyOpen()));
        }
    }

    private void segment(SegmentFile segment) throws IOException {
        var reading = new Reading(segment);
        SegmentScan.Summary summary = Segments.scan(segment, reading);
        reading.settle(summary);
        segments++;
        open += segment.open() ? 1 : 0;
        bytes += summary.bytes();
        records += summary.records();
    }

    private void found(Finding finding) {
        if (finding.torn()) {
            tornBytes += finding.length();
        } else {
            corrupt++;
        }
        if (findings.size() < LISTED) {
            findings.add(finding);
        }
    }

    private Report report() {
        var missing = new ArrayList<Missing>();
        seen.forEach((boot, ranges) -> {
            var next = new long[] {1};
            ranges.forEach((since, until) -> {
                if (since > next[0] && missing.size() < LISTED) {
                    missing.add(new Missing(boot, next[0], since - 1));
                }
                next[0] = until + 1;
            });
        });
        boolean underWay = unwritten.stream().anyMatch(Unwritten::open);
        return new Report(
                segments,
                open,
                bytes,
                records,
                duplicates,
                unreadable,
                corrupt,
                tornBytes,
                findings,
                missing,
                unwritten,
                ledger.balance(underWay || open > 0));
    }

    /** One pass over one segment; what is no record is judged at its end. */
    private final class Reading implements SegmentScan.Visitor {
        private final SegmentFile segment;
        private final List<long[]> stretches = new ArrayList<>();
        private @Nullable String boot;
        private SeqRanges ranges = new SeqRanges();

        Reading(SegmentFile segment) {
            this.segment = segment;
        }

        @Override
        public void record(long seq, byte[] buffer, int from, int to) {
            EventGlance event;
            try {
                event = EventGlance.of(buffer, from, to);
            } catch (IOException notUnderstood) {
                unreadable++;
                return;
            }
            if (!event.boot().equals(boot)) {
                boot = event.boot();
                ranges = seen.computeIfAbsent(event.boot(), unseen -> new SeqRanges());
            }
            long span = span(event);
            if (span == 1 ? ranges.add(seq) : ranges.addRange(seq, seq + span - 1)) {
                ledger.add(event);
            } else {
                duplicates++;
            }
        }

        private static long span(EventGlance event) {
            return event.reason() == null
                    ? 1
                    : Purged.of(event.reason()).map(Purged::count).orElse(1L);
        }

        @Override
        public void damaged(long start, long end) {
            if (stretches.size() < LISTED) {
                stretches.add(new long[] {start, end});
            }
        }

        private void settle(SegmentScan.Summary summary) {
            for (long[] stretch : stretches) {
                boolean tail = stretch[0] >= summary.goodEnd();
                found(new Finding(segment.path(), stretch[0], stretch[1] - stretch[0], tail && segment.open()));
            }
        }
    }
}
