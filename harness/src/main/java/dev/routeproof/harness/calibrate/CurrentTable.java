package dev.routeproof.harness.calibrate;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.routing.table.TableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The table in use, which a run is compared with. */
public final class CurrentTable {
    private CurrentTable() {}

    /** {@code tables/current.yaml} beside the catalog; empty where there is no such file, {@link UserError} where it is broken. */
    public static Optional<RoutingTable> beside(Path catalogFile, Catalog catalog) {
        Path file = catalogFile.toAbsolutePath().resolveSibling("tables").resolve("current.yaml");
        return Files.isRegularFile(file) ? Optional.of(load(file, catalog)) : Optional.empty();
    }

    /** {@link UserError} with every problem of the file. */
    public static RoutingTable load(Path file, Catalog catalog) {
        return switch (TableFile.load(file, catalog)) {
            case Loaded.Ok<RoutingTable>(RoutingTable table) -> table;
            case Loaded.Broken<RoutingTable> broken ->
                throw new UserError(Exit.BAD_CONFIG, broken.problems().render());
        };
    }
}
