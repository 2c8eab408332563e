package dev.routeproof.providers.line;

import java.net.URI;

/**
 * Where a provider listens.
 *
 * @param host a name or an address, an IPv6 one without brackets
 * @param authority what goes into the Host header
 */
public record Place(String host, int port, boolean tls, String authority) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Of an absolute http or https URL, such as {@code https://api.openai.com/v1}. */
    public static Place of(URI url) {
        String host = url.getHost();
        if (host == null) {
            throw new IllegalArgumentException("a provider's base URL has no host: " + url);
        }
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int standard = tls ? HTTPS : HTTP;
        int port = url.getPort() < 0 ? standard : url.getPort();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Place(bare, port, tls, port == standard ? host : host + ":" + port);
    }
}
