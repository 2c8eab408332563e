package dev.routeproof.datasets;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.config.Located;
import org.jspecify.annotations.Nullable;

/**
 * A {@code card.yaml} as written: what a dataset is, and the defaults of its lines.
 *
 * @param taskType null where every line says its own
 * @param scorer null where every line says its own
 * @param system a system text put before each prompt that brings none; null for none
 */
record Card(
        String name,
        String licence,
        String source,
        String description,
        @Nullable Located<TaskType> taskType,
        @Nullable ScorerSpec scorer,
        @Nullable String system) {}
