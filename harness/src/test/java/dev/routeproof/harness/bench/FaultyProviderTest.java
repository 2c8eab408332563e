package dev.routeproof.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.report.BenchJson;
import dev.routeproof.harness.report.BenchReport;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.RunRecord;
import dev.routeproof.harness.store.Store;
import dev.routeproof.providers.client.ClientOptions;
import dev.routeproof.providers.client.ModelClients;
import dev.routeproof.providers.client.Timeouts;
import dev.routeproof.providers.sandbox.AnswerKey;
import dev.routeproof.providers.sandbox.FaultScript;
import dev.routeproof.providers.sandbox.FaultServer;
import dev.routeproof.providers.sandbox.Faults;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole bench against a server that fails in every way; each ends in its own state, none as a score of zero. */
class FaultyProviderTest {
    private static final int SAMPLES = 3;
    private static final RetryPolicy SOON = new RetryPolicy(12, 3, 1, Duration.ofMillis(1), Duration.ofSeconds(60));
    private static final Map<String, FaultScript> SCRIPTS = new TreeMap<>(Map.ofEntries(
            Map.entry("healthy", Faults.answer("right")),
            Map.entry("silent-usage", Faults.answerWithoutUsage("right")),
            Map.entry("errors", Faults.status(500, "out of order")),
            Map.entry("hangs", Faults.hangBeforeHead()),
            Map.entry("stalls", Faults.hangMidStream("rig")),
            Map.entry("cut", Faults.cutStream("rig")),
            Map.entry("not-json", Faults.wrongJson()),
            Map.entry("refuses", Faults.refusal("I cannot help with that.")),
            Map.entry("empty", Faults.emptyAnswer()),
            Map.entry("too-long", Faults.truncated("righ")),
            Map.entry("no-key", Faults.status(401, "bad key"))));

    @TempDir
    Path home;

    @Test
    void everyFaultEndsInItsOwnStateAndTheReportShowsThem() throws Exception {
        var limitedOnce = FaultScript.inOrder(Faults.rateLimited("0"), Faults.answer("right"));
        var scripts = new TreeMap<>(SCRIPTS);
        scripts.put("limited", request -> limitedOnce.steps(request));
        try (var server = FaultServer.start(FaultScript.byModel(scripts, Faults.status(404, "unknown")))) {
            var catalog = catalog(server.baseUrl(), scripts.keySet());
            var options = ClientOptions.DEFAULT.with(new Timeouts(
                    Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(20)));
            try (var store = Store.open(home);
                    var client = ModelClients.open(catalog, name -> null, AnswerKey.EMPTY, options)) {
                var run = new Bench(store, home, client, Scripted.ENDS_RIGHT, order(catalog)).run();
                assertThat(run.state()).isEqualTo(RunRecord.State.FINISHED);
                assertThat(states(store))
                        .containsExactlyInAnyOrder(
                                "healthy completed null reported 3",
                                "limited completed null reported 3",
                                "silent-usage completed null estimated 3",
                                "errors failed server_error null 3",
                                "hangs timed_out first_byte null 3",
                                "stalls timed_out between_chunks null 3",
                                "cut failed cut_stream null 3",
                                "not-json failed bad_response null 3",
                                "refuses refused null reported 3",
                                "empty failed empty_answer null 3",
                                "too-long truncated null reported 3",
                                "no-key failed authentication null 3");
                assertThat(lines(store, "select min(value), count(*) from score"))
                        .containsExactly("1.0 9");

                var page = home.resolve("report.html");
                BenchReport.write(store, run.runId(), null, page);
                assertThat(Files.readString(page)).contains("errors", "refuses", "efused");
                var broken = BenchJson.of(store, run.runId(), null).models().stream()
                        .filter(entry -> entry.model().equals("errors"))
                        .toList();
                assertThat(broken).isNotEmpty().allMatch(entry -> entry.quality() == null && entry.failed() > 0);
            }
        }
    }

    private static Bench.Order order(Catalog catalog) {
        return new Bench.Order(
                Planner.plan(catalog.all(), List.of(Scripted.dataset(SAMPLES)), new Planner.Request(null, 1, 1, "")),
                "models.yaml",
                "hash",
                "harness bench",
                null,
                null,
                false,
                false,
                SOON,
                Clock.systemUTC(),
                System::nanoTime);
    }

    /** Each model has a provider of its own, so that one's hanging slows no other. */
    private static Catalog catalog(URI baseUrl, Set<String> names) {
        var providers = new LinkedHashMap<String, Provider>();
        var models = new LinkedHashMap<ModelId, Model>();
        for (var name : names) {
            var provider = new Provider(name, Wire.OPENAI, baseUrl, null, 4, null, null);
            providers.put(name, provider);
            models.put(
                    new ModelId(name),
                    new Model(
                            new ModelId(name), provider, name, Tier.SMALL, new Prices(1, 1, 1), 8_000, Set.of(), null));
        }
        return new Catalog(models, providers);
    }

    private static List<String> states(Store store) {
        return lines(store, "select model, status, error, usage, count(*) from call group by all order by model");
    }

    private static List<String> lines(Store store, String sql) {
        return store.query(new Query("test", sql), row -> {
            var cells = new ArrayList<String>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                cells.add(String.valueOf(row.getObject(i)));
            }
            return String.join(" ", cells);
        });
    }
}
