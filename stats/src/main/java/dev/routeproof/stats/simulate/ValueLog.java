package dev.routeproof.stats.simulate;

import java.util.Arrays;

/** The closed values of one slice and metric, in the order in which they entered the analysis. */
public final class ValueLog {
    private final int[] units;
    private final int[] epochs;
    private final double[] values;
    private final double[] shares;

    /**
     * @param units index of each value's unit, from 0
     * @param epochs index of each value's epoch, never falling
     * @param values in [0,1], 1 is bad
     * @param shares the candidate's share of each epoch, in [0,1]
     */
    public ValueLog(int[] units, int[] epochs, double[] values, double[] shares) {
        if (units.length != values.length || epochs.length != values.length) {
            throw new IllegalArgumentException("a log has one unit and one epoch for each of its values");
        }
        for (int i = 0; i < values.length; i++) {
            boolean inOrder = epochs[i] >= (i == 0 ? 0 : epochs[i - 1]) && epochs[i] < shares.length;
            if (units[i] < 0 || !inOrder || !(values[i] >= 0 && values[i] <= 1)) {
                throw new IllegalArgumentException("value " + i + " of the log: unit " + units[i] + ", epoch "
                        + epochs[i] + ", value " + values[i]);
            }
        }
        if (!Arrays.stream(shares).allMatch(s -> s >= 0 && s <= 1)) {
            throw new IllegalArgumentException("shares lie in [0,1]: " + Arrays.toString(shares));
        }
        this.units = units.clone();
        this.epochs = epochs.clone();
        this.values = values.clone();
        this.shares = shares.clone();
    }

    int unit(int index) {
        return units[index];
    }

    int epoch(int index) {
        return epochs[index];
    }

    double value(int index) {
        return values[index];
    }

    double share(int epoch) {
        return shares[epoch];
    }

    /** How many values there are. */
    public int size() {
        return values.length;
    }

    double mean() {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    int unitCount() {
        return Arrays.stream(units).max().orElse(-1) + 1;
    }
}
