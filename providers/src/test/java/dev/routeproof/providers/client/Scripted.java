package dev.routeproof.providers.client;

import dev.routeproof.providers.sandbox.AnswerKey;
import dev.routeproof.providers.sandbox.FaultScript;
import dev.routeproof.providers.sandbox.FaultServer;
import dev.routeproof.providers.sandbox.ScriptedRequest;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.Prompt;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A client in front of a scripted upstream. */
final class Scripted implements AutoCloseable {
    static final String KEY = "marker-key-5d1f";

    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofSeconds(5));

    private final FaultServer server;
    private final ModelClient client;
    private final Model model;

    private Scripted(FaultServer server, ModelClient client, Model model) {
        this.server = server;
        this.client = client;
        this.model = model;
    }

    static Scripted openAi(FaultScript script) {
        return open(Wire.OPENAI, script, ClientOptions.DEFAULT.with(SHORT));
    }

    static Scripted anthropic(FaultScript script) {
        return open(Wire.ANTHROPIC, script, ClientOptions.DEFAULT.with(SHORT));
    }

    static Scripted open(Wire wire, FaultScript script, ClientOptions options) {
        FaultServer server = FaultServer.start(script);
        Model model = model(wire, server.baseUrl());
        ModelClient client = ModelClients.open(catalog(model), name -> KEY, AnswerKey.EMPTY, options);
        return new Scripted(server, client, model);
    }

    static Model model(Wire wire, URI baseUrl) {
        var provider = new Provider("scripted", wire, baseUrl, "SCRIPTED_KEY", 32, null, null);
        return new Model(
                new ModelId("scripted-1"),
                provider,
                "scripted",
                Tier.SMALL,
                new Prices(1, 2, 1),
                128_000,
                Set.of(),
                null);
    }

    static Catalog catalog(Model model) {
        var models = new LinkedHashMap<ModelId, Model>();
        models.put(model.id(), model);
        return new Catalog(models, Map.of(model.provider().id(), model.provider()));
    }

    Outcome ask(String text) {
        return client.call(call(text));
    }

    ChatCall call(String text) {
        return new ChatCall(model, Prompt.of(text), List.of(), 200, 0.0, 0, null);
    }

    ModelClient client() {
        return client;
    }

    FaultServer server() {
        return server;
    }

    ScriptedRequest lastRequest() {
        return server.requests().getLast();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
