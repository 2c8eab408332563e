package dev.routeproof.harness.cli;

import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.routing.table.TableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The routing table in use, against which a report proposes the next one. */
final class CurrentTable {
    private CurrentTable() {}

    /** {@code named}, else {@code tables/current.yaml} beside the catalog; null where neither is there. */
    static @Nullable RoutingTable of(Path catalogFile, @Nullable Path named) {
        var beside = catalogFile.resolveSibling("tables").resolve("current.yaml");
        if (named == null && (!Files.exists(beside) || !Files.exists(catalogFile))) {
            return null;
        }
        return TableFile.load(named == null ? beside : named, ConfigCheck.catalog(catalogFile))
                .orThrow();
    }
}
