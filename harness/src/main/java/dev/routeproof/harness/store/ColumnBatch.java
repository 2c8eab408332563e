package dev.routeproof.harness.store;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of one table, column by column: filled cell by cell by one thread, then handed to the store. A cell that is
 * not set is null. Text is UTF-8.
 */
public final class ColumnBatch {
    /** What a column takes. */
    public enum Kind {
        TEXT,
        WHOLE,
        COUNT,
        NUMBER,
        FLAG,
        /** Milliseconds since 1970, UTC. */
        TIME
    }

    private static final byte[] EMPTY = {};

    private final String table;
    private final List<Kind> kinds;
    private final int capacity;
    private final byte[] @Nullable [] @Nullable [] texts;
    private final long[] @Nullable [] numbers;
    private final boolean[] @Nullable [] set;
    private int rows;

    /** @param kinds of all columns of {@code table}, in its order */
    public ColumnBatch(String table, List<Kind> kinds, int capacity) {
        this.table = table;
        this.kinds = List.copyOf(kinds);
        this.capacity = capacity;
        this.texts = new byte[kinds.size()][][];
        this.numbers = new long[kinds.size()][];
        this.set = new boolean[kinds.size()][];
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) == Kind.TEXT) {
                texts[i] = new byte[capacity][];
            } else {
                numbers[i] = new long[capacity];
                set[i] = new boolean[capacity];
            }
        }
    }

    public String table() {
        return table;
    }

    public int rows() {
        return rows;
    }

    public boolean isFull() {
        return rows == capacity;
    }

    List<Kind> kinds() {
        return kinds;
    }

    /** Sets a text; one that the row before has too is kept once. */
    public void text(int column, byte[] bytes, int from, int to) {
        byte[][] cells = texts(column);
        byte[] before = rows == 0 ? EMPTY : cells[rows - 1];
        cells[rows] = before != null && Arrays.equals(before, 0, before.length, bytes, from, to)
                ? before
                : Arrays.copyOfRange(bytes, from, to);
    }

    /** Sets a whole number, a count or a time. */
    public void whole(int column, long value) {
        long[] cells = Objects.requireNonNull(numbers[column]);
        cells[rows] = value;
        Objects.requireNonNull(set[column])[rows] = true;
    }

    public void number(int column, double value) {
        whole(column, Double.doubleToRawLongBits(value));
    }

    public void flag(int column, boolean value) {
        whole(column, value ? 1 : 0);
    }

    /** The row in hand is complete. */
    public void endRow() {
        rows++;
    }

    /** Forgets the cells set since the last complete row. */
    public void dropRow() {
        for (int i = 0; i < kinds.size(); i++) {
            byte[][] text = texts[i];
            boolean[] flags = set[i];
            if (text != null) {
                text[rows] = null;
            }
            if (flags != null) {
                flags[rows] = false;
            }
        }
    }

    /** A text of a complete row; null where it is not set. */
    public byte @Nullable [] text(int row, int column) {
        return texts(column)[row];
    }

    boolean isSet(int row, int column) {
        return Objects.requireNonNull(set[column])[row];
    }

    /** The number at a place: a {@code NUMBER} as its bits, a flag as 0 or 1. */
    long numberAt(int row, int column) {
        return Objects.requireNonNull(numbers[column])[row];
    }

    private byte[] @Nullable [] texts(int column) {
        return Objects.requireNonNull(texts[column]);
    }

    /** The texts of {@code count} rows from {@code row} on. */
    byte[] @Nullable [] texts(int column, int row, int count) {
        return Arrays.copyOfRange(texts(column), row, row + count);
    }
}
