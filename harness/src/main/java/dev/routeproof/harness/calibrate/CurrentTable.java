package dev.routeproof.harness.calibrate;

import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.routing.table.TableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table in use, which a run is compared with. What is broken ends with all its problems. */
public final class CurrentTable {
    private CurrentTable() {}

    /** {@code named}, else the one beside the catalog; null where there is none. */
    public static @Nullable RoutingTable of(Path catalogFile, Catalog catalog, @Nullable Path named) {
        return named == null ? beside(catalogFile, catalog).orElse(null) : load(named, catalog);
    }

    /**
     * Likewise for a run, whose own models stand in for its catalog where that is gone or never was.
     *
     * @param catalogFile null: the run's own
     */
    public static @Nullable RoutingTable ofRun(RunData data, @Nullable Path catalogFile, @Nullable Path named) {
        Path file = catalogFile == null ? Path.of(data.run().catalogPath()) : catalogFile;
        if (catalogFile == null && !Files.isRegularFile(file)) {
            return named == null ? null : load(named, data.catalog());
        }
        return of(file, CatalogFile.load(file).orThrow(), named);
    }

    /** {@code tables/current.yaml} beside the catalog; empty where there is no such file. */
    private static Optional<RoutingTable> beside(Path catalogFile, Catalog catalog) {
        Path file = catalogFile.toAbsolutePath().resolveSibling("tables").resolve("current.yaml");
        return Files.isRegularFile(file) ? Optional.of(load(file, catalog)) : Optional.empty();
    }

    private static RoutingTable load(Path file, Catalog catalog) {
        return TableFile.load(file, catalog).orThrow();
    }
}
