package dev.routeproof.routing.evidence;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under the installation's key: equal texts are seen to be equal, and nothing can be looked up. */
public final class KeyedHash {
    private final ThreadLocal<Mac> macs;

    /** @param secret the installation's key, at least 16 bytes */
    public KeyedHash(byte[] secret) {
        var key = new SecretKeySpec(secret, "HmacSHA256");
        this.macs = ThreadLocal.withInitial(() -> {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HmacSHA256", e);
            }
        });
    }

    /** The first 16 bytes of the hash, 32 hex digits. */
    public String hex(byte[] bytes) {
        return HexFormat.of().formatHex(macs.get().doFinal(bytes), 0, 16);
    }
}
