package dev.routeproof.proxy.http;

import io.vertx.core.http.HttpHeaders;

/** Names of headers that every request is asked for, beside Vert.x's {@link HttpHeaders}: their hash is taken once. */
final class HeaderNames {
    static final CharSequence X_API_KEY = HttpHeaders.createOptimized("x-api-key");
    static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("idempotency-key");
    static final CharSequence RETRY_COUNT = HttpHeaders.createOptimized("x-stainless-retry-count");
    static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-routeproof-request-id");
    static final CharSequence MODEL = HttpHeaders.createOptimized("x-routeproof-model");
    static final CharSequence OVERHEAD = HttpHeaders.createOptimized("x-routeproof-overhead-ms");

    private HeaderNames() {}
}
