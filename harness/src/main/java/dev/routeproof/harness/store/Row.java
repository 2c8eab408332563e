package dev.routeproof.harness.store;

import dev.routeproof.routing.catalog.Model;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of one of the bench tables, its components in the order of the table's columns. */
public sealed interface Row {
    /** The table it belongs to. */
    String table();

    /** Writes the columns in the table's order. */
    void fill(Cells cells) throws SQLException;

    /** A model as it was priced in this run. */
    record OfModel(String runId, int ordinal, Model model) implements Row {
        @Override
        public String table() {
            return "model";
        }

        @Override
        public void fill(Cells cells) throws SQLException {
            cells.text(runId)
                    .count(ordinal)
                    .text(model.id().value())
                    .text(model.provider().id())
                    .text(model.provider().wire().word())
                    .text(model.name())
                    .text(model.tier().word())
                    .number(model.prices().input())
                    .number(model.prices().output())
                    .number(model.prices().cachedInput())
                    .count(model.contextTokens())
                    .flag(model.simulated());
        }
    }

    /** A dataset as it was read for this run. */
    record OfDataset(
            String runId,
            int ordinal,
            String dataset,
            String licence,
            String source,
            String description,
            String contentHash,
            int samples)
            implements Row {
        @Override
        public String table() {
            return "dataset";
        }

        @Override
        public void fill(Cells cells) throws SQLException {
            cells.text(runId)
                    .count(ordinal)
                    .text(dataset)
                    .text(licence)
                    .text(source)
                    .text(description)
                    .text(contentHash)
                    .count(samples);
        }
    }

    /**
     * A sample of this run.
     *
     * @param prompt the conversation as a person reads it; null where the run holds scores only
     * @param target acceptable answers, one a line
     * @param cluster samples that share one are not independent; null: a cluster of its own
     */
    record OfSample(
            String runId,
            int ordinal,
            String dataset,
            String item,
            String taskType,
            @Nullable String prompt,
            @Nullable String target,
            String scorer,
            @Nullable String cluster,
            @Nullable String tags)
            implements Row {
        @Override
        public String table() {
            return "sample";
        }

        @Override
        public void fill(Cells cells) throws SQLException {
            cells.text(runId)
                    .count(ordinal)
                    .text(dataset)
                    .text(item)
                    .text(taskType)
                    .text(prompt)
                    .text(target)
                    .text(scorer)
                    .text(cluster)
                    .text(tags);
        }
    }

    /**
     * How one call of a run ended.
     *
     * @param status completed, refused, truncated, failed, timed_out, cancelled, not_applicable
     * @param error class of the failure, in lower case; null where there was an answer
     * @param attempts calls made for it, retries included; 0 where none was needed
     * @param usage reported, estimated or partial; null where nothing was used or counted
     * @param firstTokenMillis null: not measured
     * @param latencyMillis null: not measured
     * @param toolCalls JSON array of {name, arguments}; null for none
     * @param fromCache answered by an earlier run and not paid again
     */
    record OfCall(
            String runId,
            String model,
            String dataset,
            String item,
            int repeat,
            String status,
            @Nullable String error,
            @Nullable Integer httpStatus,
            @Nullable String message,
            int attempts,
            @Nullable Long inputTokens,
            @Nullable Long cachedTokens,
            @Nullable Long outputTokens,
            @Nullable Long reasoningTokens,
            @Nullable String usage,
            @Nullable Long costNanoUsd,
            @Nullable Double firstTokenMillis,
            @Nullable Double latencyMillis,
            @Nullable String finishReason,
            @Nullable String servedModel,
            @Nullable String answer,
            @Nullable String toolCalls,
            boolean fromCache,
            @Nullable Instant answeredAt)
            implements Row {
        @Override
        public String table() {
            return "call";
        }

        @Override
        public void fill(Cells cells) throws SQLException {
            cells.text(runId)
                    .text(model)
                    .text(dataset)
                    .text(item)
                    .count(repeat)
                    .text(status)
                    .text(error)
                    .count(httpStatus)
                    .text(message)
                    .count(attempts)
                    .whole(inputTokens)
                    .whole(cachedTokens)
                    .whole(outputTokens)
                    .whole(reasoningTokens)
                    .text(usage)
                    .whole(costNanoUsd)
                    .number(firstTokenMillis)
                    .number(latencyMillis)
                    .text(finishReason)
                    .text(servedModel)
                    .text(answer)
                    .text(toolCalls)
                    .flag(fromCache)
                    .time(answeredAt);
        }
    }

    /**
     * What a scorer said about one answer.
     *
     * @param state scored or unscored
     * @param value in [0,1]; null where unscored
     * @param explanation why this value, or why there is none
     */
    record OfScore(
            String runId,
            String model,
            String dataset,
            String item,
            int repeat,
            String scorer,
            String state,
            @Nullable Double value,
            @Nullable String extracted,
            @Nullable String explanation)
            implements Row {
        @Override
        public String table() {
            return "score";
        }

        @Override
        public void fill(Cells cells) throws SQLException {
            cells.text(runId)
                    .text(model)
                    .text(dataset)
                    .text(item)
                    .count(repeat)
                    .text(scorer)
                    .text(state)
                    .number(value)
                    .text(extracted)
                    .text(explanation);
        }
    }
}
