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
 * <p>An open-addressed table, 20 bytes a slot, at most 70 % full. Bucket ranges are few, so a slot holds an index.
 */
final class UnitHistory {
    private static final int UNSEEN = Integer.MIN_VALUE;

    private long[] keys = new long[1 << 10];
    private int[] ranges = new int[1 << 10];
    private int[] epochs = new int[1 << 10];
    private @Nullable OpenWindow[] windows = new OpenWindow[1 << 10];
    private int size;
    private final List<BucketRange> known = new ArrayList<>();
    private final Map<BucketRange, Integer> indexes = new HashMap<>();

    UnitHistory() {
        Arrays.fill(epochs, UNSEEN);
    }

    /** Where the unit stands, or where it would stand; good until the next {@link #put}. */
    int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (epochs[slot] != UNSEEN && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    boolean knows(int slot) {
        return epochs[slot] != UNSEEN;
    }

    /** The last epoch the unit was seen in; {@code Integer.MIN_VALUE} for a new one. */
    int lastEpoch(int slot) {
        return epochs[slot];
    }

    BucketRange range(int slot) {
        return knows(slot) ? known.get(ranges[slot]) : BucketRange.UNKNOWN;
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

    void put(int at, long key, BucketRange range, int epoch, @Nullable OpenWindow window) {
        int slot = at;
        if (epochs[slot] == UNSEEN) {
            if (++size > keys.length * 0.7) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
        }
        ranges[slot] = index(range);
        epochs[slot] = epoch;
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
        long[] oldKeys = keys;
        int[] oldRanges = ranges;
        int[] oldEpochs = epochs;
        @Nullable OpenWindow[] oldWindows = windows;
        int length = oldKeys.length * 2;
        keys = new long[length];
        ranges = new int[length];
        epochs = new int[length];
        windows = new OpenWindow[length];
        Arrays.fill(epochs, UNSEEN);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldEpochs[i] != UNSEEN) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                ranges[slot] = oldRanges[i];
                epochs[slot] = oldEpochs[i];
                windows[slot] = oldWindows[i];
            }
        }
    }
}
