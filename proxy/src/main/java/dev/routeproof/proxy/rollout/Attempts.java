package dev.routeproof.proxy.rollout;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Links a client's retries to its first try, so that they are one trial: the same caller sends the same body again within
 * two minutes, and either names the same {@code Idempotency-Key}, or says that it retries, or had no answer before.
 *
 * <p>Remembers the last try of each of 65,536 places; two tries that meet in one place only lose a link. Safe for use by
 * many threads.
 */
public final class Attempts {
    static final long WINDOW_NANOS = 120_000_000_000L;
    private static final int PLACES = 1 << 16;
    private static final int HASHED_BYTES = 64 << 10;

    private final AtomicReferenceArray<@Nullable Attempt> last = new AtomicReferenceArray<>(PLACES);

    /** One try. */
    public static final class Attempt {
        private final long key;
        private final String group;
        private final int retry;
        private final long startedNanos;
        private volatile boolean unanswered;

        private Attempt(long key, String group, int retry, long startedNanos) {
            this.key = key;
            this.group = group;
            this.retry = retry;
            this.startedNanos = startedNanos;
        }

        /** Request id of the first try. */
        public String group() {
            return group;
        }

        /** 0 for the first try. */
        public int retry() {
            return retry;
        }

        /** It is over; {@code answered}: the caller has got a whole answer. */
        public void ended(boolean answered) {
            unanswered = !answered;
        }
    }

    /**
     * The try that this request is.
     *
     * @param caller who asks: the unit, or the credential where none is named
     * @param idempotencyKey null for none
     * @param saysSo the client's own count of retries is above 0
     */
    public Attempt link(
            String caller,
            @Nullable String idempotencyKey,
            boolean saysSo,
            byte[] body,
            String requestId,
            long nowNanos) {
        long key = key(caller, idempotencyKey, body);
        int place = (int) (key & (PLACES - 1));
        Attempt before = last.get(place);
        boolean again = before != null
                && before.key == key
                && nowNanos - before.startedNanos < WINDOW_NANOS
                && (idempotencyKey != null || saysSo || before.unanswered);
        Attempt attempt = again && before != null
                ? new Attempt(key, before.group, before.retry + 1, nowNanos)
                : new Attempt(key, requestId, 0, nowNanos);
        last.set(place, attempt);
        return attempt;
    }

    private static long key(String caller, @Nullable String idempotencyKey, byte[] body) {
        var crc = new CRC32C();
        crc.update(body, 0, Math.min(body.length, HASHED_BYTES));
        if (body.length > HASHED_BYTES) {
            int tail = Math.min(body.length - HASHED_BYTES, HASHED_BYTES);
            crc.update(body, body.length - tail, tail);
        }
        long mixed = crc.getValue() << 32 | Integer.toUnsignedLong(body.length * 31 + caller.hashCode());
        mixed += Objects.hashCode(idempotencyKey) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
