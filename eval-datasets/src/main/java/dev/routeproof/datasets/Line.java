package dev.routeproof.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.classify.Prompt.Message;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Place;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line of a dataset as written, before the card fills in what it leaves out. */
record Line(
        Place place,
        Located<String> id,
        @Nullable Located<TaskType> taskType,
        List<Message> messages,
        @Nullable Located<List<String>> target,
        @Nullable ScorerSpec scorer,
        @Nullable String cluster,
        List<String> tags,
        Set<Capability> needs,
        List<JsonNode> tools) {}
