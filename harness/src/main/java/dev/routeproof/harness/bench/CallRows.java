package dev.routeproof.harness.bench;

import dev.routeproof.harness.score.Score;
import dev.routeproof.harness.store.Row;
import dev.routeproof.providers.client.Answer;
import dev.routeproof.providers.client.Outcome;
import dev.routeproof.providers.client.Timing;
import dev.routeproof.providers.client.Usage;
import dev.routeproof.routing.catalog.Prices;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Between what a call brought ({@link Outcome}) and what is kept of it ({@link Row.OfCall}). */
final class CallRows {
    private CallRows() {}

    static Row.OfCall of(String runId, PlannedCall call, Outcome outcome, int attempts, Instant at) {
        return switch (outcome) {
            case Outcome.Completed(Answer answer) -> answered(runId, call, "completed", answer, attempts, at);
            case Outcome.Refused(Answer answer) -> answered(runId, call, "refused", answer, attempts, at);
            case Outcome.Truncated(Answer answer) -> answered(runId, call, "truncated", answer, attempts, at);
            case Outcome.Failed failed ->
                unanswered(
                        runId,
                        call,
                        "failed",
                        failed.cause().name().toLowerCase(Locale.ROOT),
                        failed.httpStatus() == 0 ? null : failed.httpStatus(),
                        failed.message(),
                        attempts,
                        failed.timing(),
                        at);
            case Outcome.TimedOut(Outcome.Phase phase, Duration limit) ->
                unanswered(
                        runId,
                        call,
                        "timed_out",
                        phase.name().toLowerCase(Locale.ROOT),
                        null,
                        "nothing within " + limit.toMillis() + " ms",
                        attempts,
                        Timing.NOT_MEASURED,
                        at);
            case Outcome.Cancelled() ->
                unanswered(runId, call, "cancelled", null, null, null, attempts, Timing.NOT_MEASURED, at);
            case Outcome.NotApplicable(String reason) ->
                unanswered(runId, call, "not_applicable", null, null, reason, attempts, Timing.NOT_MEASURED, at);
        };
    }

    /** A call that was not made, because it would have failed like those before it. */
    static Row.OfCall notAsked(String runId, PlannedCall call, Hopeless.Reason reason, Instant at) {
        return unanswered(runId, call, "failed", reason.error(), null, reason.sentence(), 0, Timing.NOT_MEASURED, at);
    }

    /** A sample that a model cannot be asked. */
    static Row.OfCall notApplicable(String runId, PlannedCall call, String reason, Instant at) {
        return unanswered(runId, call, "not_applicable", null, null, reason, 0, Timing.NOT_MEASURED, at);
    }

    /** The row as part of another run: nothing paid, and priced as the catalog says now. */
    static Row.OfCall remembered(Row.OfCall row, String runId, PlannedCall call, boolean fromCache) {
        return new Row.OfCall(
                runId,
                call.model().id().value(),
                call.sample().dataset(),
                call.sample().id(),
                call.repeat(),
                row.status(),
                row.error(),
                row.httpStatus(),
                row.message(),
                row.attempts(),
                row.inputTokens(),
                row.cachedTokens(),
                row.outputTokens(),
                row.reasoningTokens(),
                row.usage(),
                cost(call.model().prices(), row),
                row.firstTokenMillis(),
                row.latencyMillis(),
                row.finishReason(),
                row.servedModel(),
                row.answer(),
                row.toolCalls(),
                fromCache,
                row.answeredAt());
    }

    /** The answer as a scorer wants it; null where the call brought none. */
    static @Nullable Answer answer(Row.OfCall row) {
        var text = row.answer();
        if (text == null) {
            return null;
        }
        return new Answer(
                text,
                ToolCallsJson.read(row.toolCalls()),
                new Usage(0, 0, 0, 0, Usage.Source.ESTIMATED),
                Timing.NOT_MEASURED,
                row.finishReason(),
                row.servedModel());
    }

    /** Which answer a score is about. */
    record Asked(String runId, String model, String dataset, String item, int repeat) {
        static Asked of(Row.OfCall row) {
            return new Asked(row.runId(), row.model(), row.dataset(), row.item(), row.repeat());
        }
    }

    /** What the scorer said, as it is kept. */
    static Row.OfScore score(Asked asked, String scorer, Score score) {
        return switch (score) {
            case Score.Scored scored ->
                score(asked, scorer, "scored", scored.value(), scored.extracted(), scored.explanation());
            case Score.Unscored unscored -> score(asked, scorer, "unscored", null, null, unscored.reason());
        };
    }

    private static Row.OfScore score(
            Asked asked,
            String scorer,
            String state,
            @Nullable Double value,
            @Nullable String extracted,
            @Nullable String explanation) {
        return new Row.OfScore(
                asked.runId(),
                asked.model(),
                asked.dataset(),
                asked.item(),
                asked.repeat(),
                scorer,
                state,
                value,
                extracted,
                explanation);
    }

    private static Row.OfCall answered(
            String runId, PlannedCall call, String status, Answer answer, int attempts, Instant at) {
        var usage = answer.usage();
        return new Row.OfCall(
                runId,
                call.model().id().value(),
                call.sample().dataset(),
                call.sample().id(),
                call.repeat(),
                status,
                null,
                null,
                null,
                attempts,
                usage.inputTokens(),
                usage.cachedTokens(),
                usage.outputTokens(),
                usage.reasoningTokens(),
                usage.source().name().toLowerCase(Locale.ROOT),
                call.model()
                        .prices()
                        .cost(usage.inputTokens(), usage.cachedTokens(), usage.outputTokens())
                        .nanoUsd(),
                millis(answer.timing().firstToken()),
                millis(answer.timing().total()),
                answer.finishReason(),
                answer.servedModel(),
                answer.text(),
                ToolCallsJson.write(answer.toolCalls()),
                false,
                at);
    }

    private static Row.OfCall unanswered(
            String runId,
            PlannedCall call,
            String status,
            @Nullable String error,
            @Nullable Integer httpStatus,
            @Nullable String message,
            int attempts,
            Timing timing,
            Instant at) {
        return new Row.OfCall(
                runId,
                call.model().id().value(),
                call.sample().dataset(),
                call.sample().id(),
                call.repeat(),
                status,
                error,
                httpStatus,
                message,
                attempts,
                null,
                null,
                null,
                null,
                null,
                null,
                millis(timing.firstToken()),
                millis(timing.total()),
                null,
                null,
                null,
                null,
                false,
                at);
    }

    private static @Nullable Long cost(Prices prices, Row.OfCall row) {
        var input = row.inputTokens();
        var cached = row.cachedTokens();
        var output = row.outputTokens();
        return input == null || output == null
                ? null
                : Long.valueOf(
                        prices.cost(input, cached == null ? 0 : cached, output).nanoUsd());
    }

    private static @Nullable Double millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toNanos() / 1e6;
    }
}
