package dev.routeproof.proxy.record;

import java.util.concurrent.atomic.LongAdder;

/** What the evidence log did so far; every promise of the log has a number here. */
public final class LogCounters {
    final LongAdder written = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder commits = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder sealed = new LongAdder();
    final LongAdder tornBytes = new LongAdder();
    final LongAdder lostAtMost = new LongAdder();

    /** Events that are in a segment and durable. */
    public long written() {
        return written.sum();
    }

    /** Events refused because the queue was full. */
    public long dropped() {
        return dropped.sum();
    }

    /** Group commits. */
    public long commits() {
        return commits.sum();
    }

    /** Writes or syncs that failed; each poisons a segment, and its records are written again to a new one. */
    public long failures() {
        return failures.sum();
    }

    /** Segments closed for good. */
    public long sealed() {
        return sealed.sum();
    }

    /** Bytes cut off an open segment at start and kept as {@code .torn}. */
    public long tornBytes() {
        return tornBytes.sum();
    }

    /** Upper bound of events that an earlier writer accepted and lost in a crash. */
    public long lostAtMost() {
        return lostAtMost.sum();
    }
}
