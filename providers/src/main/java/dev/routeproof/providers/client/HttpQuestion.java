package dev.routeproof.providers.client;

import dev.routeproof.providers.line.Place;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.net.URI;
import java.util.Map;

/** Where the questions to one provider go, and what each of them says in its head. */
final class HttpQuestion {
    private final Place place;
    private final String target;
    private final MultiMap headers = HeadersMultiMap.httpHeaders();

    /** @param endpoint an absolute http or https URL */
    HttpQuestion(URI endpoint, Map<String, String> headers) {
        this.place = Place.of(endpoint);
        String query = endpoint.getRawQuery();
        this.target = endpoint.getRawPath() + (query == null ? "" : "?" + query);
        this.headers.add(HttpHeaders.HOST, place.authority());
        headers.forEach(this.headers::add);
    }

    Place place() {
        return place;
    }

    /** The path, and the query where the base URL has one. */
    String target() {
        return target;
    }

    /** The head of one question, whose body has {@code length} bytes; the caller's own. */
    HeadersMultiMap headers(int length) {
        HeadersMultiMap own = HeadersMultiMap.httpHeaders();
        own.setAll(headers);
        own.add(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        return own;
    }
}
