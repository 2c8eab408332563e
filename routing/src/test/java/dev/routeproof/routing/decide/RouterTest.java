package dev.routeproof.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RouteOverride;
import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.routing.table.RoutingTable.Fallbacks;
import dev.routeproof.routing.table.RoutingTable.Uncertain;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouterTest {
    static final Provider WEST = new Provider("west", Wire.SANDBOX, null, null, 32, null, null);
    static final Provider EAST = new Provider("east", Wire.SANDBOX, null, null, 32, null, null);
    static final ModelId SMALL = new ModelId("small");
    static final ModelId SMALL_EAST = new ModelId("small-east");
    static final ModelId MEDIUM = new ModelId("medium");
    static final ModelId LARGE = new ModelId("large");
    static final ModelId LARGE_WEST = new ModelId("large-west");
    static final Catalog CATALOG = catalog(
            model(SMALL, WEST, Tier.SMALL, 1, 8_000, Set.of()),
            model(SMALL_EAST, EAST, Tier.SMALL, 2, 8_000, Set.of(Capability.TOOLS)),
            model(MEDIUM, EAST, Tier.MEDIUM, 4, 32_000, Set.of(Capability.TOOLS)),
            model(LARGE, EAST, Tier.LARGE, 20, 200_000, Set.of(Capability.TOOLS, Capability.VISION)),
            model(LARGE_WEST, WEST, Tier.LARGE, 25, 200_000, Set.of(Capability.TOOLS)));
    static final TaskType SIMPLE = new TaskType("simple");

    @Test
    void theCellOfTaskTypeAndModeIsTaken() {
        Decision decision = decide(sure(), plain());
        assertThat(decision.model()).isEqualTo(SMALL);
        assertThat(decision.sentence()).isEqualTo("simple × eco is routed to small");
    }

    @Test
    void anUnknownTaskTypeIsServedByTheDefault() {
        Decision decision = decide(Classification.UNKNOWN, plain());
        assertThat(decision.model()).isEqualTo(LARGE);
        assertThat(decision.words()).isEqualTo("unclassified");
    }

    @Test
    void aDoubtfulTaskTypeGoesToTheDefaultOrOneTierUp() {
        var doubtful = new Classification(SIMPLE, 0.4, Map.of(), "rules");
        assertThat(decide(doubtful, plain()).model()).isEqualTo(LARGE);
        var up = router(table(new Uncertain(0.5, Uncertain.Route.TIER_UP), List.of(), Fallbacks.NONE));
        assertThat(up.decide(doubtful, plain()).model()).isEqualTo(MEDIUM);
        assertThat(up.decide(doubtful, plain()).sentence())
                .isEqualTo("confidence 0.40 is below 0.50, so it goes to one tier up to medium");
    }

    @Test
    void theCallersChoiceComesBeforeTheTablesOverrideAndThatBeforeTheCell() {
        var table = table(
                Uncertain.NEVER,
                List.of(new RouteOverride(null, Pattern.compile("(?i)medical"), LARGE)),
                Fallbacks.NONE);
        assertThat(router(table)
                        .decide(sure(), facts("a Medical question", Set.of(), 10, null, null, null, null))
                        .model())
                .isEqualTo(LARGE);
        Decision asked =
                router(table).decide(sure(), facts("a Medical question", Set.of(), 10, MEDIUM, null, null, null));
        assertThat(asked.model()).isEqualTo(MEDIUM);
        assertThat(asked.words()).isEqualTo("override");
    }

    @Test
    void aModelThatCannotTakeTheRequestIsSkipped() {
        Decision tools = decide(sure(), facts("x", Set.of(Capability.TOOLS), 10, null, null, null, null));
        assertThat(tools.model()).isEqualTo(SMALL_EAST);
        assertThat(tools.sentence())
                .isEqualTo("simple × eco is routed to small; small cannot do tools, so small-east takes it");
        Decision vision = decide(sure(), facts("x", Set.of(Capability.VISION), 10, null, null, null, null));
        assertThat(vision.model()).isEqualTo(LARGE);
        Decision longer = decide(sure(), facts("x", Set.of(), 20_000, null, null, null, null));
        assertThat(longer.model()).isEqualTo(MEDIUM);
        assertThat(longer.sentence()).contains("small has a context window of 8000 tokens");
    }

    @Test
    void whereNoModelIsAbleTheChosenOneIsTried() {
        Decision decision = decide(sure(), facts("x", Set.of(Capability.REASONING), 10, null, null, null, null));
        assertThat(decision.model()).isEqualTo(SMALL);
        assertThat(decision.words()).isEqualTo("route>kept");
    }

    @Test
    void fallbacksPreferAnotherProviderAndAreNeverOfALowerTier() {
        assertThat(decide(sure(), plain()).fallbacks()).containsExactly(SMALL_EAST);
        var table =
                table(Uncertain.NEVER, List.of(), new Fallbacks(Map.of(LARGE, List.of(MEDIUM, LARGE_WEST)), Map.of()));
        assertThat(router(table).decide(Classification.UNKNOWN, plain()).fallbacks())
                .containsExactly(LARGE_WEST);
    }

    @Test
    void theCallersLimitsAreKeptByTheStrongestModelWithinThem() {
        // 1,000 input tokens: small $0.001, medium $0.004, large $0.020.
        var cheap = facts("x", Set.of(), 1_000, null, null, Money.ofUsd(0.005), null);
        assertThat(decide(Classification.UNKNOWN, cheap).model()).isEqualTo(MEDIUM);
        var nothing = facts("x", Set.of(), 1_000, null, null, Money.ofUsd(0.0001), null);
        assertThat(decide(Classification.UNKNOWN, nothing).words()).isEqualTo("unclassified>kept");
        var fast = facts("x", Set.of(), 10, null, Duration.ofMillis(100), null, null);
        Latencies known = model -> Optional.of(Duration.ofMillis(model.equals(LARGE) ? 900 : 90));
        assertThat(new Router(CATALOG, table(Uncertain.NEVER, List.of(), Fallbacks.NONE), known)
                        .decide(Classification.UNKNOWN, fast)
                        .model())
                .isEqualTo(LARGE_WEST);
    }

    @Test
    void theTierTheCallerAsksForIsServedByItsCheapestModel() {
        assertThat(decide(sure(), facts("x", Set.of(), 10, null, null, null, Tier.LARGE))
                        .model())
                .isEqualTo(LARGE);
    }

    private static Decision decide(Classification classification, RequestFacts facts) {
        var standard = table(new Uncertain(0.5, Uncertain.Route.DEFAULT), List.of(), Fallbacks.NONE);
        return router(standard).decide(classification, facts);
    }

    private static Router router(RoutingTable table) {
        return new Router(CATALOG, table, Latencies.UNKNOWN);
    }

    private static RoutingTable table(Uncertain uncertain, List<RouteOverride> overrides, Fallbacks fallbacks) {
        var routes = new LinkedHashMap<TaskType, Map<Mode, ModelId>>();
        routes.put(SIMPLE, Map.of(Mode.ECO, SMALL));
        return new RoutingTable("t", LARGE, routes, fallbacks, uncertain, overrides);
    }

    private static Classification sure() {
        return new Classification(SIMPLE, 0.9, Map.of(SIMPLE, 0.9), "rules");
    }

    private static RequestFacts plain() {
        return RequestFacts.plain(Mode.ECO, "x", 10, 10);
    }

    private static RequestFacts facts(
            String text,
            Set<Capability> needs,
            long tokens,
            @Nullable ModelId override,
            @Nullable Duration latency,
            @Nullable Money cost,
            @Nullable Tier tier) {
        return new RequestFacts(Mode.ECO, null, text, needs, tokens, 0, 0, override, latency, cost, tier);
    }

    private static Catalog catalog(Model... models) {
        var byId = new LinkedHashMap<ModelId, Model>();
        for (Model model : models) {
            byId.put(model.id(), model);
        }
        return new Catalog(byId, Map.of("west", WEST, "east", EAST));
    }

    private static Model model(
            ModelId id, Provider provider, Tier tier, double price, int context, Set<Capability> capabilities) {
        return new Model(id, provider, id.value(), tier, new Prices(price, price, price), context, capabilities, null);
    }
}
