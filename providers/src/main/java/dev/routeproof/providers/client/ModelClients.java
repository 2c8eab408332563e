package dev.routeproof.providers.client;

import dev.routeproof.providers.recorded.RecordedAnswers;
import dev.routeproof.providers.sandbox.AnswerKey;
import dev.routeproof.providers.sandbox.SandboxServer;
import dev.routeproof.providers.wire.AnthropicWire;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.OpenAiWire;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.config.Env;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens one client for all models of a catalog. */
public final class ModelClients {
    private ModelClients() {}

    /** With default options. */
    public static ModelClient open(Catalog catalog, Env environment, AnswerKey key) {
        return open(catalog, environment, key, ClientOptions.DEFAULT);
    }

    /**
     * Starts a sandbox on loopback where the catalog has sandbox models, and reads recorded answers.
     *
     * <p>Throws {@link dev.routeproof.routing.config.BrokenFile} where a file of recorded answers cannot be read.
     *
     * @param environment where keys are looked up, by the names the catalog gives
     * @param key what sandbox models know; {@link AnswerKey#EMPTY} where there are none
     */
    public static ModelClient open(Catalog catalog, Env environment, AnswerKey key, ClientOptions options) {
        var opening = new Opening(catalog, environment, key, options);
        try {
            return opening.finished();
        } catch (RuntimeException e) {
            opening.close();
            throw e;
        }
    }

    private static final class Opening implements AutoCloseable {
        private final Catalog catalog;
        private final Env environment;
        private final AnswerKey key;
        private final ClientOptions options;
        private final NetworkThread network;
        private @Nullable SandboxServer sandbox;

        private Opening(Catalog catalog, Env environment, AnswerKey key, ClientOptions options) {
            this.catalog = catalog;
            this.environment = environment;
            this.key = key;
            this.options = options;
            this.network = new NetworkThread(options);
        }

        private ModelClient finished() {
            Map<String, ModelClient> clients = new LinkedHashMap<>();
            for (Provider provider : catalog.providers().values()) {
                clients.put(provider.id(), client(provider));
            }
            return new ByProvider(clients, this);
        }

        private ModelClient client(Provider provider) {
            return switch (provider.wire()) {
                case OPENAI, ANTHROPIC -> remote(provider);
                case SANDBOX -> sandbox(provider);
                case RECORDED -> recorded(provider);
            };
        }

        private ModelClient remote(Provider provider) {
            URI baseUrl = provider.baseUrl();
            if (baseUrl == null) {
                throw new IllegalArgumentException("provider " + provider.id() + " has no base_url");
            }
            Secret secret = null;
            if (provider.keyEnv() != null) {
                String value = environment.value(provider.keyEnv());
                if (value == null || value.isBlank()) {
                    return new WithoutKey(provider.id(), provider.keyEnv());
                }
                secret = new Secret(value.strip());
            }
            boolean anthropic = provider.wire() == Wire.ANTHROPIC;
            Dialect dialect = "api.openai.com".equals(baseUrl.getHost())
                    ? new Dialect(true, true, true, true, false)
                    : Dialect.COMMON;
            return new HttpModels(
                    network, options, anthropic ? new AnthropicWire() : new OpenAiWire(), dialect, baseUrl, secret);
        }

        private ModelClient sandbox(Provider provider) {
            URI baseUrl = provider.baseUrl();
            if (baseUrl == null) {
                if (sandbox == null) {
                    sandbox = SandboxServer.start(catalog, key, 0);
                }
                baseUrl = sandbox.baseUrl();
            }
            return new HttpModels(network, options, new OpenAiWire(), Dialect.SANDBOX, baseUrl, null);
        }

        private ModelClient recorded(Provider provider) {
            Path file = provider.file();
            if (file == null) {
                throw new IllegalArgumentException("provider " + provider.id() + " names no file of recorded answers");
            }
            Set<String> models = catalog.all().stream()
                    .filter(model -> model.provider().id().equals(provider.id()))
                    .map(Model::name)
                    .collect(Collectors.toSet());
            return new RecordedModels(RecordedAnswers.load(file, models).orThrow());
        }

        @Override
        public void close() {
            network.close();
            if (sandbox != null) {
                sandbox.close();
            }
        }
    }
}
