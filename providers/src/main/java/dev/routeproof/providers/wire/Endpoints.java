package dev.routeproof.providers.wire;

import java.net.URI;

/** Addresses below a provider's {@code base_url}. */
public final class Endpoints {
    private Endpoints() {}

    /** {@code path} below {@code baseUrl}, whether or not that ends with a slash; its query is kept. */
    public static URI below(URI baseUrl, String path) {
        String base = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
        String joined = base.endsWith("/") ? base + path : base + '/' + path;
        String query = baseUrl.getRawQuery() == null ? "" : '?' + baseUrl.getRawQuery();
        return URI.create(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority() + joined + query);
    }
}
