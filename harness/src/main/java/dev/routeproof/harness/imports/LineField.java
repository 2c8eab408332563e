package dev.routeproof.harness.imports;

import java.util.List;

/**
 * A field of a line of JSON that is imported.
 *
 * @param words what a {@link Kind#WORD} may be
 */
record LineField(String name, Kind kind, Need need, List<String> words) {
    /** What a field holds. */
    enum Kind {
        TEXT,
        WORD,
        /** RFC 3339. */
        TIME,
        /** Finite, 0 or more. */
        NUMBER,
        /** 0 or more. */
        WHOLE,
        /** A whole number of 0 or more that fits into an int. */
        ORDINAL,
        /** 1 to 5. */
        RATING,
        /** Probabilities of control, candidate and hold-out, three cells, which add up to 1 with that of exploring. */
        SHARES,
        /** An object of numbers, kept as JSON. */
        SCORES
    }

    /** How much a line must say of a field. */
    enum Need {
        VALUE,
        /** The field must be there; null says that it is not known. */
        KEY,
        NOTHING
    }

    static LineField value(String name, Kind kind) {
        return new LineField(name, kind, Need.VALUE, List.of());
    }

    static LineField key(String name, Kind kind) {
        return new LineField(name, kind, Need.KEY, List.of());
    }

    static LineField optional(String name, Kind kind) {
        return new LineField(name, kind, Need.NOTHING, List.of());
    }

    static LineField word(String name, Need need, String... words) {
        return new LineField(name, Kind.WORD, need, List.of(words));
    }

    int cells() {
        return kind == Kind.SHARES ? 3 : 1;
    }
}
