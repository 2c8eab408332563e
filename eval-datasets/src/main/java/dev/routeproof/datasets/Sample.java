package dev.routeproof.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One labelled prompt: a line of a dataset with the card's defaults filled in.
 *
 * @param target acceptable answers; empty only where the scorer needs none
 * @param tools tool definitions as OpenAI writes them; empty for none
 * @param cluster samples that share one are not independent (a document, a template); null: a cluster of its own
 */
public record Sample(
        String dataset,
        String id,
        TaskType taskType,
        Prompt prompt,
        List<JsonNode> tools,
        List<String> target,
        ScorerSpec scorer,
        @Nullable String cluster,
        Set<String> tags,
        Set<Capability> needs) {
    public Sample {
        tools = List.copyOf(tools);
        target = List.copyOf(target);
        tags = Set.copyOf(tags);
        needs = Set.copyOf(needs);
    }
}
