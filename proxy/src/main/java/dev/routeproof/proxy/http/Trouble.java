package dev.routeproof.proxy.http;

import dev.routeproof.routing.catalog.Model;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;

/**
 * Why an attempt came to nothing before the caller saw a byte.
 *
 * @param why the word of the log
 * @param refusal what the caller gets where no other model is left
 */
record Trouble(String why, Refusal refusal) {
    static final Trouble BREAKER_OPEN = new Trouble(
            "breaker_open", Refusal.busy("The provider cannot be reached at the moment. Try again shortly."));
    static final Trouble POOL_FULL =
            new Trouble("pool_full", Refusal.busy("Every connection to the provider is in use. Try again shortly."));
    static final Trouble UNAUDITED = new Trouble(
            "audit_unavailable", Refusal.busy("The evidence log cannot take this request. Try again shortly."));
    static final Trouble UNREACHABLE = new Trouble(
            "connect_failed", Refusal.badGateway("provider_unreachable", "The provider could not be reached."));

    /** The connection ended, or brought what is not HTTP, where an answer's head was due. */
    static Trouble noAnswer(Throwable cause) {
        return isClosed(cause)
                ? new Trouble(
                        "upstream_closed",
                        Refusal.badGateway("provider_closed", "The provider closed the connection without an answer."))
                : new Trouble(
                        "upstream_invalid",
                        Refusal.badGateway("provider_invalid", "The provider's answer is not valid HTTP."));
    }

    /** An answer whose head had come, or that did not come in time. */
    static Trouble brokeOff(String why) {
        boolean silent = why.endsWith("_timeout");
        return new Trouble(
                why,
                silent
                        ? Refusal.gatewayTimeout("provider_timeout", "The provider did not answer in time.")
                        : Refusal.badGateway("provider_closed", "The provider's answer broke off before it began."));
    }

    static Trouble untranslatable(Model model, Throwable why) {
        return new Trouble(
                "untranslatable",
                Refusal.badRequest(
                        "untranslatable",
                        "The model " + model.id() + " speaks another wire than the request: " + why.getMessage()
                                + "."));
    }

    /** The provider refused a key of ours, in words that may quote it. */
    static Trouble ownCredentials(int status) {
        return new Trouble(
                "provider_refused",
                new Refusal(
                        status,
                        status == 401 ? "authentication_error" : "permission_error",
                        "provider_credentials",
                        "The provider refused this proxy's own credentials for it.",
                        0));
    }

    static boolean isClosed(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException;
    }
}
