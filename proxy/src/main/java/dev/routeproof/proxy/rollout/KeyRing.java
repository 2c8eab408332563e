package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.config.proxy.VirtualKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The virtual keys callers may use, kept as SHA-256. */
public final class KeyRing {
    private final List<VirtualKey> keys;
    private final byte[][] hashes;

    public KeyRing(List<VirtualKey> keys) {
        this.keys = List.copyOf(keys);
        this.hashes = this.keys.stream()
                .map(key -> HexFormat.of().parseHex(key.sha256()))
                .toArray(byte[][]::new);
    }

    public List<VirtualKey> keys() {
        return keys;
    }

    /** The key whose hash this credential has. Compares with every key, in constant time each. */
    public Optional<VirtualKey> find(String credential) {
        byte[] hash = sha256(credential);
        VirtualKey found = null;
        for (int i = 0; i < hashes.length; i++) {
            if (MessageDigest.isEqual(hash, hashes[i])) {
                found = keys.get(i);
            }
        }
        return Optional.ofNullable(found);
    }

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
