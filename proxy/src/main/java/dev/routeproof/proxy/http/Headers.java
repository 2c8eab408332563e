package dev.routeproof.proxy.http;

import dev.routeproof.proxy.rollout.CallerWire;
import dev.routeproof.routing.catalog.Wire;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which headers cross the proxy: an allow-list towards providers, all but the connection's own towards callers. */
final class Headers {
    private static final NameSet TO_PROVIDER = NameSet.of(
            "accept",
            "accept-language",
            "content-type",
            "user-agent",
            "idempotency-key",
            "traceparent",
            "tracestate",
            "openai-organization",
            "openai-project",
            "openai-beta",
            "anthropic-version",
            "anthropic-beta",
            "anthropic-dangerous-direct-browser-access",
            "x-client-request-id");
    private static final Set<String> ACROSS_WIRES =
            Set.of("accept", "user-agent", "idempotency-key", "traceparent", "tracestate");
    private static final List<String> ANTHROPIC = List.of("anthropic-version", "anthropic-beta");
    private static final String BEARER = "Bearer ";
    private static final String SDK_PREFIX = "x-stainless-";

    /** Of the connection, not of the message; and ours, which a provider must not forge. */
    private static final NameSet NOT_TO_CALLER = NameSet.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "alt-svc",
            "content-length");

    static final String OWN_PREFIX = "x-routeproof-";

    private Headers() {}

    static void toProvider(MultiMap from, MultiMap to) {
        each(from, (name, value) -> {
            if (TO_PROVIDER.contains(name) || startsWith(name, SDK_PREFIX)) {
                to.add(name, value);
            }
        });
        String encodings = from.get(HttpHeaders.ACCEPT_ENCODING);
        if (encodings != null) {
            to.set(HttpHeaders.ACCEPT_ENCODING, readableEncodings(encodings));
        }
    }

    /** The headers of the caller's wire without which its body may not be understood. */
    static Map<String, String> ofTheWire(String path, MultiMap from) {
        var told = new HashMap<String, String>();
        if (CallerWire.of(path) == Wire.ANTHROPIC) {
            for (String name : ANTHROPIC) {
                String value = from.get(name);
                if (value != null) {
                    told.put(name, value);
                }
            }
        }
        return told;
    }

    /** Of the caller's headers, those that mean the same to every provider. */
    static void acrossWires(MultiMap from, MultiMap to) {
        for (String name : ACROSS_WIRES) {
            String value = from.get(name);
            if (value != null) {
                to.set(name, value);
            }
        }
    }

    /** The caller's own credential under the name it has on the model's wire. */
    static void credentialAcrossWires(MultiMap from, MultiMap to, Wire wire) {
        String bearer = from.get("authorization");
        String key = from.get("x-api-key");
        if (key == null && bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            key = bearer.substring(BEARER.length()).strip();
        }
        if (key != null && wire == Wire.ANTHROPIC) {
            to.set("x-api-key", key);
        } else if (key != null) {
            to.set("authorization", BEARER + key);
        }
    }

    /** In their order, as they came: most names are never a string. */
    private static void each(MultiMap headers, BiConsumer<CharSequence, CharSequence> taker) {
        var all = ((HeadersMultiMap) headers).iteratorCharSequence();
        while (all.hasNext()) {
            var header = all.next();
            taker.accept(header.getKey(), header.getValue());
        }
    }

    /** In whatever case. */
    private static boolean startsWith(CharSequence name, String prefix) {
        return AsciiString.regionMatchesAscii(name, true, 0, prefix, 0, prefix.length());
    }

    /** Of the encodings the caller takes, those the copy for the log can be read in. */
    private static String readableEncodings(String offered) {
        var kept = new StringBuilder();
        for (String part : offered.split(",", 32)) {
            String coding = part.strip().toLowerCase(Locale.ROOT);
            if (coding.startsWith("gzip") || coding.startsWith("deflate") || coding.startsWith("identity")) {
                kept.append(kept.isEmpty() ? "" : ", ").append(coding);
            }
        }
        return kept.isEmpty() ? "identity" : kept.toString();
    }

    static void toCaller(MultiMap from, MultiMap to) {
        Set<String> named = Set.of();
        String connection = from.get(HttpHeaders.CONNECTION);
        if (connection != null && !"keep-alive".equalsIgnoreCase(connection) && !"close".equalsIgnoreCase(connection)) {
            named = new HashSet<>();
            for (String name : connection.split(",", 32)) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        Set<String> ofTheConnection = named;
        each(from, (name, value) -> {
            if (!NOT_TO_CALLER.contains(name)
                    && !startsWith(name, OWN_PREFIX)
                    && (ofTheConnection.isEmpty()
                            || !ofTheConnection.contains(name.toString().toLowerCase(Locale.ROOT)))) {
                to.add(name, value);
            }
        });
    }
}
