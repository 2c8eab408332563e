package dev.routeproof.harness.shadow;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.config.proxy.ProxyFile;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.CandidateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the log does not say of itself: prices, and what the candidates' cascades call.
 *
 * @param catalog null: prices come from the benches in the store, as far as they know the models
 * @param candidates by id
 */
public record Setup(@Nullable Catalog catalog, Map<String, Candidate> candidates) {
    private static final Path PROXY = Path.of("proxy.yaml");
    private static final Path CATALOG = Path.of("models.yaml");

    public Setup {
        candidates = Map.copyOf(candidates);
    }

    /** From {@code proxy.yaml}. */
    private static Setup of(Path proxyFile) {
        ProxyConfig config = ProxyFile.load(proxyFile).orThrow();
        Catalog catalog = CatalogFile.load(config.catalog()).orThrow();
        var candidates = new LinkedHashMap<String, Candidate>();
        for (Path file : config.candidates()) {
            Candidate candidate = CandidateFile.load(file, catalog).orThrow();
            candidates.put(candidate.id(), candidate);
        }
        return new Setup(catalog, candidates);
    }

    /**
     * From {@code named}, else from {@code proxy.yaml} or {@code models.yaml} where the command runs; throws
     * {@link dev.routeproof.routing.config.BrokenFile} with every problem of the files.
     */
    public static Setup found(@Nullable Path named) {
        if (named != null) {
            return of(named);
        }
        return Files.exists(PROXY) ? of(PROXY) : new Setup(catalog(null), Map.of());
    }

    /** The catalog of what {@link #found} finds, without reading the candidates. */
    public static @Nullable Catalog catalog(@Nullable Path named) {
        Path proxy = named == null ? PROXY : named;
        if (named == null && !Files.exists(proxy)) {
            return Files.exists(CATALOG) ? CatalogFile.load(CATALOG).orThrow() : null;
        }
        return CatalogFile.load(ProxyFile.load(proxy).orThrow().catalog()).orThrow();
    }
}
