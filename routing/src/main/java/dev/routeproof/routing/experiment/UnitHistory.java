package dev.routeproof.routing.experiment;

import dev.routeproof.stats.sequential.BucketRange;
import java.util.Arrays;

/**
 * What is known of every unit that was seen in a slice: its bucket range and the last epoch it was seen in.
 *
 * <p>An open-addressed table of primitives, 28 bytes a slot, at most 70 % full.
 */
final class UnitHistory {
    private long[] keys = new long[1 << 10];
    private double[] lows = new double[1 << 10];
    private double[] highs = new double[1 << 10];
    private int[] epochs = new int[1 << 10];
    private int size;

    UnitHistory() {
        Arrays.fill(epochs, Integer.MIN_VALUE);
    }

    /** True where the unit was seen before. */
    boolean knows(long key) {
        return epochs[slot(key)] != Integer.MIN_VALUE;
    }

    /** The last epoch the unit was seen in; {@code Integer.MIN_VALUE} for a new one. */
    int lastEpoch(long key) {
        return epochs[slot(key)];
    }

    BucketRange range(long key) {
        int slot = slot(key);
        return epochs[slot] == Integer.MIN_VALUE ? BucketRange.UNKNOWN : new BucketRange(lows[slot], highs[slot]);
    }

    void put(long key, BucketRange range, int epoch) {
        int slot = slot(key);
        if (epochs[slot] == Integer.MIN_VALUE) {
            if (++size > keys.length * 0.7) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
        }
        lows[slot] = range.low();
        highs[slot] = range.high();
        epochs[slot] = epoch;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (epochs[slot] != Integer.MIN_VALUE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        double[] oldLows = lows;
        double[] oldHighs = highs;
        int[] oldEpochs = epochs;
        int length = oldKeys.length * 2;
        keys = new long[length];
        lows = new double[length];
        highs = new double[length];
        epochs = new int[length];
        Arrays.fill(epochs, Integer.MIN_VALUE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldEpochs[i] != Integer.MIN_VALUE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                lows[slot] = oldLows[i];
                highs[slot] = oldHighs[i];
                epochs[slot] = oldEpochs[i];
            }
        }
    }
}
