package dev.routeproof.routing.catalog;

import dev.routeproof.routing.config.ConfigText;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Shape;
import java.nio.file.Path;

/**
 * Loads {@code models.yaml}: every problem at once.
 *
 * <p>Keys are not looked at, so that a catalog can be read where they are not set; see {@link MissingKeys}.
 */
public final class CatalogFile {
    private CatalogFile() {}

    public static Loaded<Catalog> load(Path file) {
        return ConfigText.yaml(file, CatalogYaml.SHAPE);
    }

    /** What the file may look like, for the JSON Schema. */
    public static Shape<?> shape() {
        return CatalogYaml.SHAPE;
    }
}
