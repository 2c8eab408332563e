package dev.routeproof.routing.experiment;

import dev.routeproof.stats.sequential.BucketRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of every unit that was seen in a slice: the last epoch it was seen in, and its open window's ticket or,
 * once that has closed, its bucket range.
 *
 * <p>An open-addressed table, 16 bytes a slot, at most 70 % full. What is known of a unit lies side by side, so that
 * looking one up among millions waits for memory once. Bucket ranges are few, so a slot holds an index.
 */
final class UnitHistory {
    private static final int UNSEEN = Integer.MIN_VALUE;
    /** Set where the low half of a row is a ticket and no range. */
    private static final int OPEN = 1 << 31;

    /** Of each slot the key, then epoch and ticket or range: 0 where nothing was seen. */
    private long[] rows = new long[2 << 10];

    private int size;
    private final List<BucketRange> known = new ArrayList<>();
    private final Map<BucketRange, Integer> indexes = new HashMap<>();

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

    /** The last epoch the unit was seen in; {@code Integer.MIN_VALUE} for a new one. */
    int lastEpoch(int slot) {
        return (int) (rows[2 * slot + 1] >> 32) ^ UNSEEN;
    }

    /** Whether the unit has an open window, which {@link #ticket} then names. */
    boolean isOpen(int slot) {
        return (rows[2 * slot + 1] & Integer.toUnsignedLong(OPEN)) != 0;
    }

    int ticket(int slot) {
        return (int) rows[2 * slot + 1] & ~OPEN;
    }

    /** What is known of a unit without an open window. */
    BucketRange range(int slot) {
        return knows(slot) ? known.get((int) rows[2 * slot + 1]) : BucketRange.UNKNOWN;
    }

    /** The index that stands for {@code range} from now on. */
    int index(BucketRange range) {
        Integer index = indexes.get(range);
        if (index == null) {
            index = known.size();
            known.add(range);
            indexes.put(range, index);
        }
        return index;
    }

    /** Notes a unit's open window; {@code epoch} above {@code Integer.MIN_VALUE}. */
    void open(int slot, long key, int epoch, int ticket) {
        put(slot, key, epoch, ticket | OPEN);
    }

    /** Notes what is known of a unit in place of a window. */
    void close(int slot, long key, int epoch, int rangeIndex) {
        put(slot, key, epoch, rangeIndex);
    }

    private void put(int at, long key, int epoch, int low) {
        int slot = at;
        if (!knows(slot)) {
            if (++size > rows.length * (0.7 / 2)) {
                grow();
                slot = slot(key);
            }
            rows[2 * slot] = key;
        }
        rows[2 * slot + 1] = ((long) (epoch ^ UNSEEN) << 32) | Integer.toUnsignedLong(low);
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
