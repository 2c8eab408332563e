package dev.routeproof.harness.ingest;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A set of sequence numbers, kept as ranges because they are nearly consecutive. */
final class SeqRanges {
    private final TreeMap<Long, Long> untilBySince = new TreeMap<>();

    /** Adds {@code seq}; false where it was there already. */
    boolean add(long seq) {
        return addRange(seq, seq);
    }

    /** Adds {@code [since, until]}; false, and nothing added, where any of it was there already. */
    boolean addRange(long since, long until) {
        Map.Entry<Long, Long> before = untilBySince.floorEntry(until);
        if (before != null && before.getValue() >= since) {
            return false;
        }
        long from = since;
        long to = until;
        if (before != null && before.getValue() == since - 1) {
            from = before.getKey();
        }
        Long after = untilBySince.remove(until + 1);
        if (after != null) {
            to = after;
        }
        untilBySince.put(from, to);
        return true;
    }

    void forEach(BiConsumer<Long, Long> range) {
        untilBySince.forEach(range);
    }
}
