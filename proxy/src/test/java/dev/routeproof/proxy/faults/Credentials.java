package dev.routeproof.proxy.faults;

import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.routing.config.proxy.VirtualKey;
import dev.routeproof.routing.config.proxy.VirtualKey.Permission;
import java.util.HexFormat;
import java.util.Set;

/** Virtual keys as a proxy knows them, and as callers show them. */
final class Credentials {
    private Credentials() {}

    /** A key without limits. */
    static VirtualKey key(String id, Permission... may) {
        return new VirtualKey(id, sha256(id), null, Set.of(), null, null, null, Set.of(may));
    }

    /** Hex SHA-256 of what {@link #shown} shows. */
    static String sha256(String id) {
        return HexFormat.of().formatHex(KeyRing.sha256(Marks.virtualKey(id)));
    }

    /** The header with which the key's holder comes. */
    static String shown(String id) {
        return "Authorization: Bearer " + Marks.virtualKey(id);
    }
}
