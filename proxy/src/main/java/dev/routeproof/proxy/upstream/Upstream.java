package dev.routeproof.proxy.upstream;

import dev.routeproof.providers.client.Secret;
import dev.routeproof.providers.line.Place;
import dev.routeproof.routing.catalog.Wire;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One provider as the relay reaches it; the set of these is the allow-list of egress.
 *
 * @param basePath path of its base URL without a trailing slash, empty for none
 * @param key ours for it; null: none is configured
 */
public record Upstream(
        String providerId,
        Wire wire,
        Place place,
        String basePath,
        @Nullable Secret key) {
    /** Reads an absolute http or https URL, such as {@code https://api.openai.com/v1}. */
    public static Upstream of(String providerId, Wire wire, URI baseUrl, @Nullable Secret key) {
        String path = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (wire == Wire.ANTHROPIC && path.endsWith("/v1")) {
            path = path.substring(0, path.length() - "/v1".length());
        }
        return new Upstream(providerId, wire, Place.of(baseUrl), path, key);
    }

    /**
     * The request target for a path the caller used, which begins with {@code /v1}: the base URL stands for {@code /v1}
     * of the OpenAI wire, and for the root of the Anthropic wire.
     */
    public String target(String callerUri) {
        return wire == Wire.ANTHROPIC ? basePath + callerUri : basePath + callerUri.substring("/v1".length());
    }
}
