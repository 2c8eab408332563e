package dev.routeproof.proxy.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed request ids: whoever shows one got it from this installation, and it says when and for which key, so feedback
 * needs no table of past requests.
 *
 * <p>{@code rp_} and 32 base64url characters: 6 bytes of time (ms), 6 of a counter with a random start, 4 of the key's
 * hash, 8 of HMAC-SHA-256.
 */
public final class RequestIds {
    private static final String PREFIX = "rp_";
    private static final int SIGNED = 16;
    private static final int SIGNATURE = 8;

    private final SecretKeySpec key;
    private final ThreadLocal<Signer> signers;
    private final AtomicLong counter = new AtomicLong(new SecureRandom().nextLong());

    /** @param secret the installation's key, at least 16 bytes */
    public RequestIds(byte[] secret) {
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.signers = ThreadLocal.withInitial(() -> new Signer(mac()));
    }

    /** What an id says. */
    public record Claims(long atMillis, int keyHash) {}

    /** A new id for a request made by {@code identity}: a virtual key's id or the caller's credential, empty for none. */
    public String next(long atMillis, String identity) {
        long count = counter.incrementAndGet();
        var bytes = ByteBuffer.allocate(SIGNED + SIGNATURE);
        bytes.putShort((short) (atMillis >>> 32)).putInt((int) atMillis);
        bytes.putShort((short) (count >>> 32)).putInt((int) count);
        bytes.putInt(keyHash(identity));
        bytes.put(sign(bytes.array()), 0, SIGNATURE);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Reads an id; empty where it is not one of this installation. */
    public Optional<Claims> verify(String id) {
        if (id.length() != PREFIX.length() + 32 || !id.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(id.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        byte[] expected = sign(bytes);
        int difference = 0;
        for (int i = 0; i < SIGNATURE; i++) {
            difference |= expected[i] ^ bytes[SIGNED + i];
        }
        if (difference != 0) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(bytes);
        long at = ((long) in.getShort() & 0xffff) << 32 | (in.getInt() & 0xffffffffL);
        return Optional.of(new Claims(at, in.getInt(12)));
    }

    /** 32 bits by which ids of one caller are known; keyed, so they tell nothing about a credential. */
    public int keyHash(String identity) {
        return identity.isEmpty() ? 0 : signers.get().keyHash(identity);
    }

    private byte[] sign(byte[] bytes) {
        Mac mac = signers.get().mac;
        mac.update(bytes, 0, SIGNED);
        return mac.doFinal();
    }

    /** What one thread signs with; remembers the caller it saw last, because the next is mostly the same. */
    private static final class Signer {
        private final Mac mac;
        private byte[] seen = {};
        private int hash;

        Signer(Mac mac) {
            this.mac = mac;
        }

        int keyHash(String caller) {
            byte[] bytes = caller.getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(bytes, seen)) { // in constant time: it may be a credential
                hash = ByteBuffer.wrap(mac.doFinal(bytes)).getInt();
                seen = bytes;
            }
            return hash;
        }
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
