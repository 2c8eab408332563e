package dev.routeproof.proxy.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers that the proxy gives itself. */
public final class Answers {
    /** Bytes still coming are read and dropped this long, so that the answer is not lost to a reset. */
    private static final long LINGER_MILLIS = 500;

    private Answers() {}

    public static void json(HttpServerRequest request, int status, String json) {
        var response = request.response();
        if (!gone(response)) {
            response.setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(json);
        }
    }

    static void refuse(HttpServerRequest request, Refusal refusal) {
        var response = request.response();
        if (!gone(response)) {
            head(response, refusal).end(refusal.json());
        }
    }

    static void refuseAndClose(HttpServerRequest request, Refusal refusal) {
        var response = request.response();
        if (gone(response)) {
            return;
        }
        if (request.isEnded()) {
            refuse(request, refusal);
            return;
        }
        head(response, refusal).putHeader("connection", "close").end(refusal.json());
        request.handler(dropped -> {});
        request.endHandler(end -> request.connection().close());
        request.exceptionHandler(failure -> {});
        request.resume();
        Vertx.currentContext()
                .owner()
                .setTimer(LINGER_MILLIS, late -> request.connection().close());
    }

    private static HttpServerResponse head(HttpServerResponse response, Refusal refusal) {
        response.setStatusCode(refusal.status()).putHeader("content-type", "application/json");
        if (refusal.retryAfterSeconds() > 0) {
            response.putHeader("retry-after", Integer.toString(refusal.retryAfterSeconds()));
        }
        return response;
    }

    private static boolean gone(HttpServerResponse response) {
        return response.closed() || response.ended() || response.headWritten();
    }
}
