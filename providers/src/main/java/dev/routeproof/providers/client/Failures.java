package dev.routeproof.providers.client;

import dev.routeproof.providers.client.Outcome.Cause;
import dev.routeproof.providers.client.Outcome.Phase;
import dev.routeproof.providers.wire.WireError;
import io.netty.channel.ConnectTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Failures below HTTP, put into words. */
final class Failures {
    private Failures() {}

    static Exchanged ofConnecting(Throwable failure, Timeouts timeouts, Timing timing) {
        if (failure instanceof ConnectTimeoutException) {
            return new Exchanged.Late(Phase.CONNECT, timeouts.connect());
        }
        return new Exchanged.Broken(Cause.CONNECTION, 0, "cannot connect: " + words(failure), timing);
    }

    static Exchanged ofSending(Throwable failure, Timing timing) {
        return new Exchanged.Broken(Cause.CONNECTION, 0, "no answer: " + words(failure), timing);
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String what = switch (failure) {
            case UnknownHostException unknown -> "the host does not resolve: " + message;
            case SSLException tls -> "TLS: " + message;
            default -> message;
        };
        return WireError.oneLine(what);
    }
}
