package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.config.proxy.ProxyConfig;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/**
 * Names of the headers by which callers say who they are and what they want, the first that is there counts. As every
 * request is asked for all of them, their hashes are taken once.
 */
public record CallerHeaders(
        List<CharSequence> mode,
        List<CharSequence> model,
        List<CharSequence> user,
        List<CharSequence> session,
        List<CharSequence> project,
        List<CharSequence> feature) {
    public static CallerHeaders of(ProxyConfig.Headers names) {
        return new CallerHeaders(
                hashed(names.mode()),
                hashed(names.model()),
                hashed(names.user()),
                hashed(names.session()),
                hashed(names.project()),
                hashed(names.feature()));
    }

    private static List<CharSequence> hashed(List<String> names) {
        return names.stream().map(HttpHeaders::createOptimized).toList();
    }
}
