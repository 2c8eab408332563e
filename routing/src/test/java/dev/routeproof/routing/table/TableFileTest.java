package dev.routeproof.routing.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
    static final Path ROOT = Path.of(System.getProperty("routeproof.root", ".."));
    static final Catalog CATALOG = CatalogFile.load(ROOT.resolve("models.yaml")).orThrow();

    @TempDir
    Path folder;

    @Test
    void theShippedTableRoutesEveryCell() {
        RoutingTable table =
                TableFile.load(ROOT.resolve("tables/current.yaml"), CATALOG).orThrow();
        assertThat(table.route(new TaskType("simple"), Mode.ECO)).isEqualTo(new ModelId("sandbox-medium"));
        assertThat(table.routes().keySet())
                .containsExactlyElementsOf(CATALOG.taxonomy().taskTypes());
    }

    @Test
    void aCellThatIsNotWrittenGoesToTheDefault() throws IOException {
        RoutingTable table = load("""
                id: t
                default: sandbox-large
                routes: {simple: {eco: sandbox-nano}}
                """);
        assertThat(table.route(new TaskType("simple"), Mode.SPORT)).isEqualTo(new ModelId("sandbox-large"));
        assertThat(table.route(new TaskType("complex"), Mode.ECO)).isEqualTo(new ModelId("sandbox-large"));
    }

    @Test
    void aWrittenTableReadsBackAsItself() throws IOException {
        RoutingTable table = load("""
                id: '2026'
                default: sandbox-large
                routes:
                  code: {sport: sandbox-sage, eco: sandbox-coder}
                fallbacks: {sandbox-coder: [sandbox-medium], small: [sandbox-nano, sandbox-small]}
                uncertain: {below: 0.55, route: tier_up}
                overrides:
                  - {match: {feature: check out, regex: '(?i)it''s "medical"\\b'}, model: sandbox-frontier}
                  - {match: {feature: search}, model: sandbox-nano}
                """);
        RoutingTable again = load(TableFile.write(table));
        assertThat(again).isEqualTo(table);
        assertThat(again.contentHash()).isEqualTo(table.contentHash());
    }

    @Test
    void theFirstMatchingOverrideNeedsEverythingItNames() throws IOException {
        RoutingTable table = load("""
                id: t
                default: sandbox-large
                routes: {}
                overrides:
                  - {match: {feature: checkout, regex: '(?i)refund'}, model: sandbox-frontier}
                """);
        RouteOverride override = table.overrides().getFirst();
        assertThat(override.matches("checkout", "I want a Refund")).isTrue();
        assertThat(override.matches("checkout", "hello")).isFalse();
        assertThat(override.matches(null, "refund")).isFalse();
    }

    private RoutingTable load(String yaml) throws IOException {
        return TableFile.load(Files.writeString(folder.resolve("table.yaml"), yaml), CATALOG)
                .orThrow();
    }
}
