package dev.routeproof.harness.imports;

import dev.routeproof.routing.classify.TaskType;
import org.jspecify.annotations.Nullable;

/**
 * One line of a scores file.
 *
 * @param score in [0,1]
 * @param costUsd null where the file gives none
 * @param latencyMillis null where the file gives none
 */
record ScoreRow(
        String dataset,
        String item,
        String model,
        double score,
        TaskType taskType,
        @Nullable Double costUsd,
        @Nullable Double latencyMillis) {}
