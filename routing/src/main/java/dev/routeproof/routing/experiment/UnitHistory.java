package dev.routeproof.routing.experiment;

import dev.routeproof.stats.sequential.BucketRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of every unit that was seen in a slice: the last epoch it was seen in, the ticket of its window there, and
 * its bucket range from then on.
 *
 * <p>An open-addressed table, 16 bytes a slot, at most 70 % full. What is known of a unit lies side by side, so that
 * looking one up among millions waits for memory once, and a window that closes changes nothing here. Bucket ranges are
 * few, so a slot holds an index; epochs are counted from 1.
 */
final class UnitHistory {
    private static final int MOST = 0xffff;

    /** Of each slot the key, then from the highest bit 16 of the epoch, 16 of the range, 32 of the ticket: 0 is free. */
    private long[] rows = new long[2 << 10];

    private int size;
    /** Without it the compiler would leave out a read whose value nobody uses. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    private int epoch;
    private final List<BucketRange> known = new ArrayList<>();
    private final Map<BucketRange, Integer> indexes = new HashMap<>();

    /** From now on units are seen in the next epoch. */
    void startEpoch() {
        epoch = counted(epoch + 1, "epochs");
    }

    /** Reads the places where units' rows are looked for first, so that they are near when they are needed. */
    void fetch(long[] keys) {
        int mask = rows.length / 2 - 1;
        long sum = 0;
        for (long key : keys) {
            sum += rows[2 * ((int) key & mask)];
        }
        fetched = sum;
    }

    /** Where the unit stands, or where it would stand; good until a unit is added. */
    int slot(long key) {
        int mask = rows.length / 2 - 1;
        int slot = (int) key & mask;
        while (knows(slot) && rows[2 * slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    boolean knows(int slot) {
        return rows[2 * slot + 1] != 0;
    }

    /** Whether the unit was seen in the current epoch, in the window of {@link #ticket}. */
    boolean seen(int slot) {
        return (int) (rows[2 * slot + 1] >>> 48) == epoch;
    }

    int ticket(int slot) {
        return (int) rows[2 * slot + 1];
    }

    /** What was known of the unit after it was seen last. */
    BucketRange range(int slot) {
        return knows(slot) ? known.get((int) (rows[2 * slot + 1] >>> 32) & MOST) : BucketRange.UNKNOWN;
    }

    /** Notes that the unit is seen in the current epoch, and what is known of it from now on. */
    void see(int at, long key, BucketRange range, int ticket) {
        int slot = at;
        if (!knows(slot)) {
            if (++size > rows.length * (0.7 / 2)) {
                grow();
                slot = slot(key);
            }
            rows[2 * slot] = key;
        }
        rows[2 * slot + 1] = (long) epoch << 48 | (long) index(range) << 32 | Integer.toUnsignedLong(ticket);
    }

    private int index(BucketRange range) {
        Integer index = indexes.get(range);
        if (index == null) {
            index = counted(known.size(), "changes of the share");
            known.add(range);
            indexes.put(range, index);
        }
        return index;
    }

    private static int counted(int n, String what) {
        if (n > MOST) {
            throw new IllegalStateException("an experiment has at most " + MOST + " " + what);
        }
        return n;
    }

    private void grow() {
        long[] old = rows;
        rows = new long[2 * old.length];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                int slot = slot(old[i]);
                rows[2 * slot] = old[i];
                rows[2 * slot + 1] = old[i + 1];
            }
        }
    }
}
