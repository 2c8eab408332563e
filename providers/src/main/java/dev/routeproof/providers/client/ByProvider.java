package dev.routeproof.providers.client;

import java.util.Map;

/** Sends each call to the client of its model's provider. */
final class ByProvider implements ModelClient {
    private final Map<String, ModelClient> clients;
    private final AutoCloseable shared;

    /** @param shared what the clients stand on; closed after them */
    ByProvider(Map<String, ModelClient> clients, AutoCloseable shared) {
        this.clients = Map.copyOf(clients);
        this.shared = shared;
    }

    @Override
    public Outcome call(ChatCall call) {
        String provider = call.model().provider().id();
        ModelClient client = clients.get(provider);
        if (client == null) {
            throw new IllegalArgumentException("the catalog has no provider " + provider);
        }
        return client.call(call);
    }

    @Override
    public void close() {
        clients.values().forEach(ModelClient::close);
        try {
            shared.close();
        } catch (Exception e) {
            throw new IllegalStateException("the clients did not close", e);
        }
    }
}
