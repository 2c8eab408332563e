package dev.routeproof.providers.line;

/**
 * Where a provider listens.
 *
 * @param host a name or an address, an IPv6 one without brackets
 */
public record Place(String host, int port, boolean tls) {}
