package dev.routeproof.routing.evidence;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A set of sequence numbers, kept as ranges because they are nearly consecutive. */
public final class SeqRanges {
    private final TreeMap<Long, Long> untilBySince = new TreeMap<>();

    // The range that grew last stays out of the map until another one grows: numbers mostly come in order.
    private long since = 0;
    private long until = -1;
    private long next = Long.MAX_VALUE;

    /** Adds {@code seq}; false where it was there already. */
    public boolean add(long seq) {
        if (seq == until + 1 && seq < next && until >= since) {
            until = seq;
            return true;
        }
        return addRange(seq, seq);
    }

    /** Adds {@code [from, to]}; false, and nothing added, where any of it was there already. */
    public boolean addRange(long from, long to) {
        settle();
        Map.Entry<Long, Long> before = untilBySince.floorEntry(to);
        if (before != null && before.getValue() >= from) {
            return false;
        }
        long start = from;
        long end = to;
        if (before != null && before.getValue() == from - 1) {
            start = before.getKey();
            untilBySince.remove(start);
        }
        Long after = untilBySince.remove(to + 1);
        if (after != null) {
            end = after;
        }
        since = start;
        until = end;
        Long higher = untilBySince.higherKey(end);
        next = higher == null ? Long.MAX_VALUE : higher - 1;
        return true;
    }

    /** True where every number of {@code [from, to]} is there. */
    public boolean contains(long from, long to) {
        settle();
        Map.Entry<Long, Long> before = untilBySince.floorEntry(from);
        return before != null && before.getValue() >= to;
    }

    /** Takes {@code [from, to]} out, whatever of it was there. */
    public void removeRange(long from, long to) {
        settle();
        Map.Entry<Long, Long> before = untilBySince.lowerEntry(from);
        if (before != null && before.getValue() >= from) {
            untilBySince.put(before.getKey(), from - 1);
            if (before.getValue() > to) {
                untilBySince.put(to + 1, before.getValue());
            }
        }
        for (var inside = untilBySince.ceilingEntry(from);
                inside != null && inside.getKey() <= to;
                inside = untilBySince.ceilingEntry(from)) {
            untilBySince.remove(inside.getKey());
            if (inside.getValue() > to) {
                untilBySince.put(to + 1, inside.getValue());
            }
        }
    }

    /** Every range in order, both ends inclusive. */
    public void forEach(BiConsumer<Long, Long> range) {
        settle();
        untilBySince.forEach(range);
    }

    private void settle() {
        if (until >= since) {
            untilBySince.put(since, until);
        }
        since = 0;
        until = -1;
        next = Long.MAX_VALUE;
    }
}
