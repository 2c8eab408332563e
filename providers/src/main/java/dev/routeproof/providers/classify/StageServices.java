package dev.routeproof.providers.classify;

import dev.routeproof.providers.client.ModelClient;
import dev.routeproof.providers.client.Secret;
import dev.routeproof.providers.embed.Embedder;
import dev.routeproof.providers.embed.EmbeddingsEndpoint;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.decide.Candidate;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is asked for each stage of a candidate that takes waiting. */
final class StageServices implements AutoCloseable {
    private final IdentityHashMap<StageSpec, RemoteClassifier> classifiers = new IdentityHashMap<>();

    private StageServices() {}

    /** @param inProcess makes the embedding model that runs in this process */
    static StageServices open(
            Candidate candidate,
            Catalog catalog,
            Env environment,
            @Nullable ModelClient models,
            Supplier<Embedder> inProcess) {
        var services = new StageServices();
        for (StageSpec spec : candidate.cascade()) {
            RemoteClassifier classifier = classifier(spec, catalog, environment, models, inProcess);
            if (classifier != null) {
                services.classifiers.put(spec, classifier);
            }
        }
        return services;
    }

    /** The catalog as it can be called: simulated models answer at {@code sandbox}. */
    static Catalog reachable(Catalog catalog, @Nullable URI sandbox) {
        if (sandbox == null) {
            return catalog;
        }
        var providers = new LinkedHashMap<String, Provider>();
        catalog.providers()
                .forEach((id, of) -> providers.put(
                        id,
                        of.wire() != Wire.SANDBOX
                                ? of
                                : new Provider(
                                        id, of.wire(), sandbox, null, of.maxInFlight(), of.requestsPerMinute(), null)));
        return new Catalog(catalog.models(), providers, catalog.taxonomy(), catalog.pricesAsOf());
    }

    private static @Nullable RemoteClassifier classifier(
            StageSpec spec,
            Catalog catalog,
            Env environment,
            @Nullable ModelClient models,
            Supplier<Embedder> inProcess) {
        return switch (spec) {
            case StageSpec.Rules rules -> null;
            case StageSpec.Linear linear -> null;
            case StageSpec.Embedding embedding ->
                new EmbeddingClassifier(embedder(embedding, catalog, environment, inProcess), embedding.neighbours());
            case StageSpec.Llm llm ->
                new LlmClassifier(
                        Objects.requireNonNull(models),
                        catalog.find(new ModelId(llm.model())).orElseThrow(),
                        llm.question(),
                        catalog.taxonomy());
            case StageSpec.Rubric rubric ->
                new RubricClassifier(rubric.url(), secret(rubric.keyEnv(), environment), catalog.taxonomy());
        };
    }

    private static Embedder embedder(
            StageSpec.Embedding stage, Catalog catalog, Env environment, Supplier<Embedder> inProcess) {
        String id = stage.provider();
        if (id == null) {
            return inProcess.get();
        }
        Provider provider = Objects.requireNonNull(catalog.providers().get(id));
        URI baseUrl = provider.baseUrl();
        if (baseUrl == null) {
            return new Unreachable("provider " + id + " answers no embeddings");
        }
        return new EmbeddingsEndpoint(baseUrl, secret(provider.keyEnv(), environment), stage.model());
    }

    private static @Nullable Secret secret(@Nullable String variable, Env environment) {
        String value = variable == null ? null : environment.value(variable);
        return value == null || value.isBlank() ? null : new Secret(value.strip());
    }

    /** Who is asked for a stage. */
    RemoteClassifier of(StageSpec spec) {
        RemoteClassifier classifier = classifiers.get(spec);
        if (classifier == null) {
            throw new IllegalArgumentException("the cascade has no such stage");
        }
        return classifier;
    }

    void load() throws InterruptedException {
        for (RemoteClassifier classifier : classifiers.values()) {
            classifier.load();
        }
    }

    @Override
    public void close() {
        classifiers.values().forEach(RemoteClassifier::close);
    }

    /** An embedding model that cannot be asked. */
    private record Unreachable(String why) implements Embedder {
        @Override
        public float[] embed(String text, Duration budget) throws IOException {
            throw new IOException(why);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
