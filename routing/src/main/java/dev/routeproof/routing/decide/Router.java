package dev.routeproof.routing.decide;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.RouteOverride;
import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.routing.table.RoutingTable.Uncertain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Picks a model for a request from a table: pure and immutable.
 *
 * <p>In order: the caller's own choice; the table's overrides; the default where the task type is not known or not
 * believed; the cell. Then a model that cannot take the request (capabilities, context window) or breaks the caller's
 * tier, cost or latency limit is replaced.
 */
public final class Router {
    private static final int MOST_FALLBACKS = 4;

    private final Catalog catalog;
    private final RoutingTable table;
    private final Latencies latencies;

    public Router(Catalog catalog, RoutingTable table, Latencies latencies) {
        this.catalog = catalog;
        this.table = table;
        this.latencies = latencies;
    }

    public Decision decide(Classification classification, RequestFacts facts) {
        Decision chosen = choose(classification, facts);
        ModelId override = facts.override();
        return chosen.model().equals(override)
                ? chosen
                : new Decision(chosen.model(), chosen.reasons(), fallbacks(model(chosen.model()), facts));
    }

    /** As {@link #decide}, without looking for who takes over when the model fails. */
    public Decision choose(Classification classification, RequestFacts facts) {
        var reasons = new ArrayList<Reason>();
        ModelId override = facts.override();
        if (override != null && catalog.find(override).isPresent()) {
            reasons.add(new Reason.Asked(override));
            return new Decision(override, reasons, List.of());
        }
        Model chosen = model(written(classification, facts, reasons));
        chosen = ofTier(chosen, facts, reasons);
        chosen = able(chosen, facts, reasons);
        chosen = withinLimits(chosen, facts, reasons);
        return new Decision(chosen.id(), reasons, List.of());
    }

    /** What the request would cost on the model, at list prices without cache. */
    public Money estimatedCost(ModelId model, RequestFacts facts) {
        return cost(model(model), facts);
    }

    private ModelId written(Classification classification, RequestFacts facts, List<Reason> reasons) {
        for (RouteOverride override : table.overrides()) {
            if (override.matches(facts.feature(), facts.lastUserText())) {
                reasons.add(new Reason.Fixed(override.model()));
                return override.model();
            }
        }
        TaskType type = classification.taskType();
        if (type == null) {
            reasons.add(new Reason.Unclassified(table.standard()));
            return table.standard();
        }
        ModelId cell = table.route(type, facts.mode());
        Uncertain uncertain = table.uncertain();
        if (classification.believed() && classification.confidence() >= uncertain.below()) {
            reasons.add(new Reason.Cell(type, facts.mode(), cell));
            return cell;
        }
        ModelId safer = switch (uncertain.route()) {
            case DEFAULT -> table.standard();
            case TIER_UP -> tierUp(model(cell), facts).id();
        };
        reasons.add(
                classification.confidence() >= uncertain.below()
                        ? new Reason.Doubted(classification.confidence(), uncertain.route(), safer)
                        : new Reason.Unsure(classification.confidence(), uncertain.below(), uncertain.route(), safer));
        return safer;
    }

    /** The cheapest able model of the next tier that has one; the model itself at the top. */
    private Model tierUp(Model model, RequestFacts facts) {
        return cheapest(
                        facts,
                        other -> other.tier().compareTo(model.tier()) > 0
                                && other.tier() == nextTier(model.tier(), facts).orElse(null))
                .orElse(model);
    }

    private Optional<Tier> nextTier(Tier tier, RequestFacts facts) {
        return catalog.all().stream()
                .filter(other -> other.tier().compareTo(tier) > 0 && able(other, facts))
                .map(Model::tier)
                .min(Comparator.naturalOrder());
    }

    private Model ofTier(Model chosen, RequestFacts facts, List<Reason> reasons) {
        Tier asked = facts.tier();
        if (asked == null || chosen.tier() == asked) {
            return chosen;
        }
        String why = "is " + chosen.tier().word() + " and the caller asked for " + asked.word();
        return replace(chosen, why, cheapest(facts, other -> other.tier() == asked), reasons);
    }

    private Model able(Model chosen, RequestFacts facts, List<Reason> reasons) {
        if (able(chosen, facts)) {
            return chosen;
        }
        Optional<Model> inChain =
                chain(chosen).stream().filter(other -> able(other, facts)).findFirst();
        Optional<Model> any = inChain.or(() -> cheapest(facts, other -> other.tier() == chosen.tier()))
                .or(() ->
                        nextTier(chosen.tier(), facts).flatMap(tier -> cheapest(facts, other -> other.tier() == tier)))
                .or(() -> cheapest(facts, other -> true));
        return replace(chosen, inability(chosen, facts), any, reasons);
    }

    /** The strongest tier within the limits, in it the cheapest; the limits are the caller's wish, so it may be lower. */
    private Model withinLimits(Model chosen, RequestFacts facts, List<Reason> reasons) {
        if (within(chosen, facts)) {
            return chosen;
        }
        Optional<Model> best = catalog.all().stream()
                .filter(other -> able(other, facts) && within(other, facts))
                .max(Comparator.comparing(Model::tier)
                        .thenComparing(other -> cost(other, facts), Comparator.reverseOrder()));
        return replace(chosen, excess(chosen, facts), best, reasons);
    }

    private static Model replace(Model chosen, String why, Optional<Model> instead, List<Reason> reasons) {
        if (instead.isEmpty()) {
            reasons.add(new Reason.Kept(chosen.id(), why));
            return chosen;
        }
        reasons.add(new Reason.Instead(chosen.id(), why, instead.get().id()));
        return instead.get();
    }

    /**
     * Who takes over when a model fails, in order, never of a lower tier: the written chain, other providers first; where
     * none is written, the cheapest of the same tier elsewhere.
     */
    public List<ModelId> fallbacks(Model chosen, RequestFacts facts) {
        var ordered = new ArrayList<>(chain(chosen));
        if (ordered.isEmpty()) {
            catalog.all().stream()
                    .filter(other -> other.tier() == chosen.tier())
                    .sorted(Comparator.comparing(other -> cost(other, facts)))
                    .forEach(ordered::add);
        }
        return ordered.stream()
                .filter(other -> !other.id().equals(chosen.id())
                        && other.tier().compareTo(chosen.tier()) >= 0
                        && able(other, facts)
                        && within(other, facts))
                .sorted(Comparator.comparing(
                        other -> other.provider().id().equals(chosen.provider().id())))
                .limit(MOST_FALLBACKS)
                .map(Model::id)
                .toList();
    }

    private List<Model> chain(Model model) {
        return table.fallbacks().of(model).stream()
                .flatMap(id -> catalog.find(id).stream())
                .toList();
    }

    private Optional<Model> cheapest(RequestFacts facts, Predicate<Model> among) {
        return catalog.all().stream()
                .filter(among)
                .filter(other -> able(other, facts))
                .min(Comparator.comparing(other -> cost(other, facts)));
    }

    /** True where a model can take the request and keeps the caller's limits of cost and latency. */
    public boolean takes(Model model, RequestFacts facts) {
        return able(model, facts) && within(model, facts);
    }

    private static boolean able(Model model, RequestFacts facts) {
        return model.capabilities().containsAll(facts.needs())
                && facts.inputTokens() + Math.max(facts.outputTokens(), facts.outputLimit()) <= model.contextTokens();
    }

    private static String inability(Model model, RequestFacts facts) {
        var lacking = facts.needs().stream()
                .filter(need -> !model.capabilities().contains(need))
                .map(need -> need.word())
                .sorted()
                .toList();
        return lacking.isEmpty()
                ? "has a context window of " + model.contextTokens()
                        + " tokens, fewer than the request and its answer need"
                : "cannot do " + String.join(", ", lacking);
    }

    private boolean within(Model model, RequestFacts facts) {
        Money most = facts.maxCost();
        Duration longest = facts.maxLatency();
        return (most == null || cost(model, facts).compareTo(most) <= 0)
                && (longest == null
                        || latencies
                                .of(model.id())
                                .map(time -> time.compareTo(longest) <= 0)
                                .orElse(true));
    }

    private String excess(Model model, RequestFacts facts) {
        Money most = facts.maxCost();
        return most != null && cost(model, facts).compareTo(most) > 0
                ? "costs more than the caller's limit"
                : "is slower than the caller's limit";
    }

    private static Money cost(Model model, RequestFacts facts) {
        return model.prices().cost(facts.inputTokens(), 0, facts.outputTokens());
    }

    private Model model(ModelId id) {
        return catalog.find(id)
                .orElseThrow(() -> new IllegalArgumentException("table and catalog do not belong together: " + id));
    }
}
