package dev.routeproof.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.catalog.MissingKeys;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Problems;
import dev.routeproof.routing.config.proxy.KeysFile;
import dev.routeproof.routing.config.proxy.ProxyFile;
import dev.routeproof.routing.decide.CandidateFile;
import dev.routeproof.routing.experiment.RolloutFile;
import dev.routeproof.routing.table.TableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people see when a file is broken: every problem at once, with place and fix.
 *
 * <p>{@code -Dgolden=write} writes the expected texts; read them before they are committed.
 */
class BrokenFilesTest {
    static final Path SOURCES =
            Path.of(System.getProperty("routeproof.root", ".."), "routing/src/test/resources/broken");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyProblemIsToldAtOnceWithItsPlaceAndFix(String name) throws IOException {
        Path folder = SOURCES.resolve(name);
        String told = problems(folder).render().replace(folder + "/", "");
        Path expected = folder.resolve("expected.txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(expected, told);
        }
        assertThat(told).isEqualTo(Files.readString(expected));
    }

    private static Problems problems(Path folder) {
        Path models = folder.resolve("models.yaml");
        if (Files.exists(folder.resolve("table.yaml")) && !Files.exists(folder.resolve("candidate.yaml"))) {
            return broken(withCatalog(models, folder.resolve("table.yaml"), TableFile::load));
        }
        if (Files.exists(folder.resolve("candidate.yaml"))) {
            return broken(withCatalog(models, folder.resolve("candidate.yaml"), CandidateFile::load));
        }
        if (Files.exists(folder.resolve("rollout.yaml"))) {
            return broken(withCatalog(models, folder.resolve("rollout.yaml"), RolloutFile::load));
        }
        if (Files.exists(folder.resolve("proxy.yaml"))) {
            return broken(ProxyFile.load(folder.resolve("proxy.yaml")));
        }
        if (Files.exists(folder.resolve("keys.yaml"))) {
            return broken(KeysFile.load(folder.resolve("keys.yaml")));
        }
        return switch (CatalogFile.load(models)) {
            case Loaded.Broken<Catalog>(Problems problems) -> problems;
            case Loaded.Ok<Catalog>(Catalog catalog) ->
                MissingKeys.find(models, catalog.all(), name -> null).orElseThrow();
        };
    }

    private static <T> Loaded<T> withCatalog(Path models, Path file, BiFunction<Path, Catalog, Loaded<T>> load) {
        return load.apply(file, CatalogFile.load(models).orThrow());
    }

    private static <T> Problems broken(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Broken<T>(Problems problems) -> problems;
            case Loaded.Ok<T> ok -> throw new AssertionError("loaded: " + ok);
        };
    }
}
