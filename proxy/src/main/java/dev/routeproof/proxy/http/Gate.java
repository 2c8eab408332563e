package dev.routeproof.proxy.http;

import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.proxy.rollout.KeyUse;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.routing.config.proxy.VirtualKey;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Lets requests in: whoever has no valid key stays out, and so does what goes over a limit. */
final class Gate {
    /** What became of a request at the gate. */
    sealed interface Verdict {}

    /** @param key null where callers bring their own credentials */
    record Admitted(@Nullable VirtualKey key) implements Verdict {}

    record Refused(Refusal refusal) implements Verdict {}

    private final int limit;
    private final KeyUse use;
    private final AtomicInteger inFlight = new AtomicInteger();

    Gate(int limit, KeyUse use) {
        this.limit = limit;
        this.use = use;
    }

    /**
     * Each {@link Admitted} must be followed by one {@link #release}.
     *
     * @param spends false for what costs nothing, which a used-up budget does not keep out
     */
    Verdict admit(Snapshot snapshot, MultiMap headers, boolean spends) {
        VirtualKey key = null;
        KeyRing ring = snapshot.keys();
        if (ring != null) {
            String credential = credential(headers);
            key = credential == null ? null : ring.find(credential).orElse(null);
            if (key == null) {
                return new Refused(Refusal.unauthorized("The key is missing or not known to this proxy."));
            }
        }
        if (inFlight.incrementAndGet() > limit) {
            inFlight.decrementAndGet();
            return new Refused(Refusal.busy("The proxy serves as many requests as it may. Try again shortly."));
        }
        if (key != null) {
            switch (use.begin(key, spends)) {
                case ADMITTED -> {}
                case TOO_MANY_PER_MINUTE -> {
                    return leave(Refusal.tooMany(
                            "rate_limit_exceeded",
                            "This key's requests per minute are used up.",
                            use.secondsOfThisMinute()));
                }
                case TOO_MANY_AT_ONCE -> {
                    return leave(Refusal.tooMany(
                            "rate_limit_exceeded", "This key has as many requests under way as it may.", 1));
                }
                case BUDGET_USED -> {
                    return leave(Refusal.tooMany(
                            "insufficient_quota", "This key's budget for today is used up.", use.secondsOfToday()));
                }
            }
        }
        return new Admitted(key);
    }

    private Verdict leave(Refusal refusal) {
        inFlight.decrementAndGet();
        return new Refused(refusal);
    }

    void release(@Nullable VirtualKey key) {
        inFlight.decrementAndGet();
        if (key != null) {
            use.end(key);
        }
    }

    int inFlight() {
        return inFlight.get();
    }

    /** What the caller showed: the bearer token or the x-api-key; null for neither. */
    static @Nullable String credential(MultiMap headers) {
        String authorization = headers.get(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).strip();
        }
        return authorization != null ? authorization : headers.get(HeaderNames.X_API_KEY);
    }

    /** Who is calling, for binding feedback to the request it is about: a key's id, else the credential itself. */
    static String identity(@Nullable VirtualKey key, MultiMap headers) {
        if (key != null) {
            return key.id();
        }
        String credential = credential(headers);
        return credential == null ? "" : credential;
    }
}
