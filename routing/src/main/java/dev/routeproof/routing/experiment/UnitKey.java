package dev.routeproof.routing.experiment;

import dev.routeproof.routing.config.ContentHash;

/** Units as numbers: ten million of them fit into memory. */
public final class UnitKey {
    private UnitKey() {}

    /** The first 64 bits of the SHA-256 of a unit's name (or of its hash as logged); with ten million units two collide once in 370,000 logs. */
    public static long of(String unit) {
        return Long.parseUnsignedLong(ContentHash.of(unit).substring(0, 16), 16);
    }

    /** One number for a unit in a slice. */
    static long inSlice(long unit, int slice) {
        long mixed = unit ^ ((slice + 1) * 0x9E3779B97F4A7C15L);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
