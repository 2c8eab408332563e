package dev.routeproof.providers.client;

import dev.routeproof.providers.wire.Reply;
import dev.routeproof.providers.wire.WireError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came back over HTTP for one request. */
sealed interface Exchanged {
    /** An answer with a status of success, as far as it came; {@code cut}: the connection broke before its end. */
    record Answered(Reply reply, boolean cut, boolean empty, Timing timing) implements Exchanged {}

    /** Another status, with the error the body tells of. */
    record Rejected(int status, WireError error, @Nullable String retryAfter, Timing timing) implements Exchanged {}

    /** Nothing that can be read. */
    record Broken(Outcome.Cause cause, int status, String message, Timing timing) implements Exchanged {}

    record Late(Outcome.Phase phase, Duration limit) implements Exchanged {}
}
