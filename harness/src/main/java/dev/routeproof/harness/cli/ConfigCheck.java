package dev.routeproof.harness.cli;

import dev.routeproof.datasets.DatasetFolders;
import dev.routeproof.datasets.DatasetReader;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.catalog.MissingKeys;
import dev.routeproof.routing.classify.RulesFile;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Problems;
import dev.routeproof.routing.config.proxy.KeysFile;
import dev.routeproof.routing.config.proxy.ProxyConfig;
import dev.routeproof.routing.config.proxy.ProxyFile;
import dev.routeproof.routing.decide.CandidateFile;
import dev.routeproof.routing.experiment.RolloutFile;
import dev.routeproof.routing.setup.ProxySetup;
import dev.routeproof.routing.table.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads every config file of a folder and keeps what is wrong with them. */
final class ConfigCheck {
    private final Path folder;
    private final Path catalogFile;
    private final List<String> looked = new ArrayList<>();
    private final Map<String, Problems> found = new LinkedHashMap<>();

    /** Both as the files that name others name them, so that each is one file. */
    ConfigCheck(Path folder, Path catalogFile) {
        this.folder = folder.normalize();
        this.catalogFile = catalogFile.normalize();
    }

    /** The files that were looked at. */
    List<String> looked() {
        return List.copyOf(looked);
    }

    /** Every problem, of {@code tables} and {@code datasets} too; null where there is none. */
    @Nullable
    Problems all(List<Path> tables, List<Path> datasets, Env env) {
        var taxonomy = Taxonomy.DEFAULT;
        var catalog = load(catalogFile, CatalogFile.load(catalogFile));
        if (catalog != null) {
            MissingKeys.find(catalogFile, catalog.all(), env).ifPresent(missing -> found.put("keys", missing));
            taxonomy = catalog.taxonomy();
        }
        (tables.isEmpty() ? yaml("tables") : tables).forEach(file -> load(file, table(file, catalog)));
        for (Path file : yaml("candidates")) {
            if (has("rules", file)) {
                load(file, RulesFile.load(file, taxonomy));
            } else {
                Loaded<?> loaded = isCandidate(file) ? candidate(file, catalog) : table(file, catalog);
                load(file, loaded);
            }
        }
        present("rollout.yaml").forEach(file -> load(file, rollout(file, catalog)));
        present("proxy.yaml").forEach(file -> load(file, ProxySetup.load(file)));
        present("keys.yaml").forEach(file -> load(file, KeysFile.load(file)));
        datasets(datasets, taxonomy);
        // A file that several others name reports its problems once.
        var problems = found.values().stream()
                .flatMap(part -> part.all().stream())
                .distinct()
                .toList();
        return problems.isEmpty() ? null : new Problems(problems);
    }

    /** Where the catalog is broken: all that may be wrong but the models and task types it names. So are those below. */
    private static Loaded<?> table(Path file, @Nullable Catalog catalog) {
        return catalog == null ? ConfigText.yaml(file, TableFile.shape()) : TableFile.load(file, catalog);
    }

    private static Loaded<?> candidate(Path file, @Nullable Catalog catalog) {
        return catalog == null ? ConfigText.yaml(file, CandidateFile.shape()) : CandidateFile.load(file, catalog);
    }

    private static Loaded<?> rollout(Path file, @Nullable Catalog catalog) {
        return catalog == null ? RolloutFile.load(file) : RolloutFile.load(file, catalog);
    }

    private void datasets(List<Path> named, Taxonomy taxonomy) {
        var roots = new ArrayList<>(named);
        if (named.isEmpty()) {
            Stream.of("datasets", "eval-datasets/data")
                    .map(folder::resolve)
                    .filter(Files::isDirectory)
                    .forEach(roots::add);
        }
        if (roots.isEmpty()) {
            return;
        }
        var folders = DatasetFolders.find(roots.toArray(Path[]::new));
        switch (folders) {
            case Loaded.Broken<List<Path>>(Problems problems) -> found.put("folders", problems);
            case Loaded.Ok<List<Path>>(List<Path> paths) -> {
                paths.forEach(path -> looked.add(path.toString()));
                if (DatasetReader.readAll(paths, taxonomy)
                        instanceof Loaded.Broken<List<dev.routeproof.datasets.Dataset>>(Problems problems)) {
                    found.put("datasets", problems);
                }
            }
        }
    }

    private <T> @Nullable T load(Path file, Loaded<T> loaded) {
        looked.add(file.toString());
        return switch (loaded) {
            case Loaded.Ok<T>(T value) -> value;
            case Loaded.Broken<T>(Problems problems) -> {
                found.put(file.toString(), problems);
                yield null;
            }
        };
    }

    private List<Path> present(String name) {
        var file = folder.resolve(name);
        return Files.exists(file) ? List.of(file) : List.of();
    }

    private List<Path> yaml(String name) {
        var inside = folder.resolve(name);
        if (!Files.isDirectory(inside)) {
            return List.of();
        }
        try (var files = Files.list(inside)) {
            return files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rules and tables may stand beside candidates; whatever else does is meant to be one, also where it cannot be read. */
    static boolean isCandidate(Path file) {
        return !has("rules", file) && !has("routes", file);
    }

    private static boolean has(String key, Path file) {
        var start = Pattern.compile("[\\s{]*[\"']?" + key + "[\"']?\\s*:");
        try {
            return Files.readAllLines(file).stream()
                    .anyMatch(line -> start.matcher(line).lookingAt());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The catalog of a folder: its {@code models.yaml}, or, where it has none, the one that its {@code proxy.yaml} names. */
    static Path catalogOf(Path folder) {
        Path beside = folder.resolve("models.yaml");
        Path proxy = folder.resolve("proxy.yaml");
        return !Files.exists(beside) && ProxyFile.load(proxy) instanceof Loaded.Ok<ProxyConfig>(ProxyConfig config)
                ? config.catalog()
                : beside;
    }

    /** The catalog of a file for commands that need one; {@link UserError} with its problems where it is broken. */
    static Catalog catalog(Path file) {
        return switch (CatalogFile.load(file)) {
            case Loaded.Ok<Catalog>(Catalog value) -> value;
            case Loaded.Broken<Catalog>(Problems problems) -> throw new UserError(Exit.BAD_CONFIG, problems.render());
        };
    }
}
