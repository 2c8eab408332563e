package dev.routeproof.harness.cli;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.DatasetFolders;
import dev.routeproof.datasets.DatasetReader;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.catalog.MissingKeys;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Nearest;
import dev.routeproof.routing.config.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files a bench reads: a catalog and datasets, or every problem they have. */
record BenchInputs(Path catalogFile, Catalog catalog, List<Dataset> datasets) {

    /** Loads both; {@link UserError} with all problems of both, exit 3. */
    static BenchInputs load(Path catalogFile, List<Path> datasetRoots) {
        var catalog = CatalogFile.load(catalogFile);
        var taxonomy = catalog instanceof Loaded.Ok<Catalog>(Catalog value)
                ? value.taxonomy()
                : dev.routeproof.routing.classify.Taxonomy.DEFAULT;
        var roots = datasetRoots.isEmpty() ? List.of(defaultRoot(catalogFile)) : datasetRoots;
        var datasets = DatasetFolders.find(roots.toArray(Path[]::new))
                .then(folders -> DatasetReader.readAll(folders, taxonomy));
        var problems = new ArrayList<Problems>();
        if (catalog instanceof Loaded.Broken<Catalog>(Problems found)) {
            problems.add(found);
        }
        if (datasets instanceof Loaded.Broken<List<Dataset>>(Problems found)) {
            problems.add(found);
        }
        if (!problems.isEmpty()) {
            throw new UserError(Exit.BAD_CONFIG, Problems.merge(problems).render());
        }
        return new BenchInputs(catalogFile, catalog.orThrow(), datasets.orThrow());
    }

    /** The named models in the catalog's order, all where none is named; {@link UserError} for an unknown name. */
    List<Model> models(List<String> names) {
        for (var name : names) {
            if (catalog.named(name).isEmpty()) {
                throw new UserError(
                        Exit.USAGE,
                        "--models " + name + ": " + catalogFile + " has no such model; "
                                + Nearest.fix(
                                        name,
                                        catalog.all().stream()
                                                .map(m -> m.id().value())
                                                .toList(),
                                        "models"));
            }
        }
        return catalog.all().stream()
                .filter(model -> names.isEmpty()
                        || names.stream()
                                .anyMatch(name -> catalog.named(name)
                                        .filter(model::equals)
                                        .isPresent()))
                .toList();
    }

    /** {@link UserError} with exit 4 where a key that {@code models} need is not set. */
    void requireKeys(List<Model> models, Env env) {
        MissingKeys.find(catalogFile, models, env).ifPresent(missing -> {
            throw new UserError(Exit.MISSING_KEY, missing.render());
        });
    }

    /** {@code datasets/} or {@code eval-datasets/data/} beside the catalog, else those that come with Routeproof. */
    private static Path defaultRoot(Path catalogFile) {
        var beside = catalogFile.toAbsolutePath().getParent();
        for (var name : List.of("datasets", "eval-datasets/data")) {
            var folder = beside == null ? Path.of(name) : beside.resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return Path.of(System.getProperty("routeproof.root", "."), "eval-datasets", "data");
    }
}
