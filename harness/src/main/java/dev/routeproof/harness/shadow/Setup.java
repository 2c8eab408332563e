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
    /** Nothing is known beside the log and the store. */
    public static final Setup NONE = new Setup(null, Map.of());

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
        Path proxy = Path.of("proxy.yaml");
        Path catalog = Path.of("models.yaml");
        return Files.exists(proxy) ? of(proxy) : Files.exists(catalog) ? ofCatalog(catalog) : NONE;
    }

    /** From a catalog alone. */
    private static Setup ofCatalog(Path catalogFile) {
        return new Setup(CatalogFile.load(catalogFile).orThrow(), Map.of());
    }
}
