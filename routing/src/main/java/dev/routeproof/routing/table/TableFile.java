package dev.routeproof.routing.table;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Shape;
import java.nio.file.Path;

/** Loads and writes routing tables. */
public final class TableFile {
    private TableFile() {}

    /** A table whose models are all in the catalog; every problem at once. */
    public static Loaded<RoutingTable> load(Path file, Catalog catalog) {
        return ConfigText.yaml(file, TableShape.over(catalog));
    }

    /** The table as a YAML file that {@link #load} reads back as the same table. */
    public static String write(RoutingTable table) {
        return TableText.yaml(table);
    }

    /** What the file may look like over any catalog, for the JSON Schema and where the catalog is not known. */
    public static Shape<?> shape() {
        return TableShape.over(null);
    }
}
