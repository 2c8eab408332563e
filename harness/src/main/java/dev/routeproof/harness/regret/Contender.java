package dev.routeproof.harness.regret;

import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.table.RoutingTable;
import java.util.List;
import java.util.function.Function;

/**
 * A candidate as it is tried on a run's prompts.
 *
 * @param catalog holds every model of the table
 * @param cascade what it makes of a prompt
 * @param stages kinds of the stages that are asked, in order
 * @param leftOut kinds of the stages that are not, because they call another machine
 */
public record Contender(
        String id,
        Catalog catalog,
        RoutingTable table,
        Function<Prompt, Classification> cascade,
        List<String> stages,
        List<String> leftOut) {
    public Contender {
        stages = List.copyOf(stages);
        leftOut = List.copyOf(leftOut);
    }

    /** The same cascade before another table, whose models the catalog holds. */
    public Contender with(String otherId, RoutingTable other) {
        return new Contender(otherId, catalog, other, cascade, stages, leftOut);
    }
}
