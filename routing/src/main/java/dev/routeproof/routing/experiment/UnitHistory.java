package dev.routeproof.routing.experiment;

import dev.routeproof.stats.sequential.BucketRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of every unit that was seen in a slice: its bucket range, the last epoch it was seen in, and its open
 * window.
 *
 * <p>An open-addressed table, 20 bytes a slot, at most 70 % full. What is known of a unit lies side by side, so that
 * looking one up among millions waits for memory once. Bucket ranges are few, so a slot holds an index.
 */
final class UnitHistory {
    private static final int UNSEEN = Integer.MIN_VALUE;

    /** Of each slot the key, then epoch and range: 0 where nothing was seen. */
    private long[] rows = new long[2 << 10];

    private @Nullable OpenWindow[] windows = new OpenWindow[1 << 10];
    private int size;
    private final List<BucketRange> known = new ArrayList<>();
    private final Map<BucketRange, Integer> indexes = new HashMap<>();

    /** Where the unit stands, or where it would stand; good until the next {@link #put}. */
    int slot(long key) {
        int mask = windows.length - 1;
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

    BucketRange range(int slot) {
        return knows(slot) ? known.get((int) rows[2 * slot + 1]) : BucketRange.UNKNOWN;
    }

    @Nullable
    OpenWindow window(int slot) {
        return windows[slot];
    }

    void close(long key) {
        windows[slot(key)] = null;
    }

    void closeAll() {
        Arrays.fill(windows, null);
    }

    /** @param epoch above {@code Integer.MIN_VALUE} */
    void put(int at, long key, BucketRange range, int epoch, @Nullable OpenWindow window) {
        int slot = at;
        if (!knows(slot)) {
            if (++size > windows.length * 0.7) {
                grow();
                slot = slot(key);
            }
            rows[2 * slot] = key;
        }
        rows[2 * slot + 1] = ((long) (epoch ^ UNSEEN) << 32) | index(range);
        windows[slot] = window;
    }

    private int index(BucketRange range) {
        Integer index = indexes.get(range);
        if (index == null) {
            index = known.size();
            known.add(range);
            indexes.put(range, index);
        }
        return index;
    }

    private void grow() {
        long[] oldRows = rows;
        @Nullable OpenWindow[] oldWindows = windows;
        rows = new long[2 * oldRows.length];
        windows = new OpenWindow[2 * oldWindows.length];
        for (int i = 0; i < oldWindows.length; i++) {
            if (oldRows[2 * i + 1] != 0) {
                int slot = slot(oldRows[2 * i]);
                rows[2 * slot] = oldRows[2 * i];
                rows[2 * slot + 1] = oldRows[2 * i + 1];
                windows[slot] = oldWindows[i];
            }
        }
    }
}
