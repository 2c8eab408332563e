package dev.routeproof.routing.classify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what cascades decided about the latest prompts, so that an equal prompt is not paid for twice. Safe for use
 * by many threads; the prompt itself is not kept.
 */
public final class DecisionCache {
    private static final int DEFAULT_SIZE = 10_000;

    private record Key(long high, long low) {}

    private final Map<Key, Cascaded> decided;

    public DecisionCache() {
        this(DEFAULT_SIZE);
    }

    /** @param most decisions kept; the one not asked for the longest goes first */
    public DecisionCache(int most) {
        this.decided = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Cascaded> eldest) {
                return size() > most;
            }
        };
    }

    @Nullable
    Cascaded find(String config, Features features) {
        Key key = key(config, features);
        synchronized (decided) {
            return decided.get(key);
        }
    }

    void keep(String config, Features features, Cascaded outcome) {
        Key key = key(config, features);
        synchronized (decided) {
            decided.put(key, outcome);
        }
    }

    /** Decisions kept now. */
    public int size() {
        synchronized (decided) {
            return decided.size();
        }
    }

    /** Over everything that a stage can read of a prompt. */
    private static Key key(String config, Features features) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(config.getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(2 * Double.BYTES + Integer.BYTES)
                    .putDouble(features.signal(Signal.SYSTEM))
                    .putDouble(features.signal(Signal.HISTORY))
                    .putInt(features.tokens())
                    .flip());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(features.text().getBytes(StandardCharsets.UTF_8)));
            return new Key(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
