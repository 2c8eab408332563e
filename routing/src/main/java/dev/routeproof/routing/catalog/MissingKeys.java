package dev.routeproof.routing.catalog;

import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.Place;
import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.ProblemCollector;
import dev.routeproof.routing.config.Problems;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds keys that are about to be needed and are not set; keys themselves are never shown. */
public final class MissingKeys {
    private MissingKeys() {}

    /**
     * One problem a provider whose key variable is not set (or blank) and that serves one of {@code used}; empty where
     * none is missing. The places point into {@code file}, the catalog's.
     */
    public static Optional<Problems> find(Path file, Collection<Model> used, Env env) {
        var missing = new LinkedHashMap<String, Provider>();
        for (Model model : used) {
            String name = model.provider().keyEnv();
            if (name != null && !env.has(name)) {
                missing.putIfAbsent(model.provider().id(), model.provider());
            }
        }
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Place> places = places(file);
        var problems = new ProblemCollector();
        missing.values().forEach(provider -> problems.add(problem(file, provider, places.get(provider.id()))));
        return Optional.of(problems.problems());
    }

    private static Problem problem(Path file, Provider provider, @Nullable Place place) {
        String message = "environment variable " + provider.keyEnv() + " is not set, and provider '" + provider.id()
                + "' needs its key";
        String fix = "export " + provider.keyEnv() + "=…, or leave that provider's models out";
        return place == null ? Problem.ofFile(file.toString(), message, fix) : place.problem(message, fix);
    }

    private static Map<String, Place> places(Path file) {
        var places = new LinkedHashMap<String, Place>();
        var providers = ConfigText.yaml(file, CatalogYaml.KEY_PLACES, new ProblemCollector());
        if (providers != null) {
            providers.forEach(provider -> places.put(provider.key(), provider.value()));
        }
        return places;
    }
}
