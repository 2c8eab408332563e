package dev.routeproof.routing.evidence;

import dev.routeproof.routing.catalog.Money;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the evidence log. The writer adds the {@code event_id}; everything else is here.
 *
 * <p>Times of day are UTC, cut to milliseconds when written; durations come from a monotonic clock.
 */
public sealed interface Event {
    Instant at();

    /**
     * How a request was routed, and what every candidate would have done.
     *
     * @param attemptGroup the same for a client's retries of one request; the request id where nothing links them
     * @param retry 0 for the first request of its group
     * @param unit keyed hash of the user, project, session or request, hex
     * @param requestedModel as the caller wrote it, at most 256 characters
     * @param override true where the caller chose the model: such a request is outside the experiment
     * @param reason why this model was served, one sentence or word
     * @param tokensEstimated input tokens, estimated
     * @param promptHash keyed hash of the prompt, hex; null with content policy {@code none}
     * @param content the prompt, redacted or full as the content policy says; null otherwise
     */
    record Decision(
            Instant at,
            String requestId,
            String attemptGroup,
            int retry,
            String phase,
            String epoch,
            String config,
            String unit,
            String unitKind,
            String arm,
            Propensities propensities,
            String mode,
            @Nullable String feature,
            @Nullable String project,
            @Nullable String keyId,
            String requestedModel,
            String servedModel,
            boolean override,
            String reason,
            long tokensEstimated,
            List<CandidateDecision> candidates,
            @Nullable String promptHash,
            @Nullable String content)
            implements Event {
        public Decision {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Probability of each arm for a new unit in this epoch, before conditioning on what the unit got earlier.
     *
     * @param explored catalog ids of the models that the exploring arm chooses among for this request, each with the same
     *     probability; empty: it is served by the default
     */
    record Propensities(double control, double candidate, double holdout, double explore, List<String> explored) {
        public Propensities {
            explored = List.copyOf(explored);
        }

        /** Nobody explores. */
        public Propensities(double control, double candidate, double holdout) {
            this(control, candidate, holdout, 0, List.of());
        }

        /** Everything to the default: no experiment is running. */
        public static final Propensities ALL_CONTROL = new Propensities(1, 0, 0);
    }

    /**
     * What one candidate decided.
     *
     * @param taskType null where its cascade came to no label (then {@code model} is the default)
     * @param scores score per label, [0,1]
     * @param stage the cascade stage that decided; null where none did
     * @param late true where the answer came after the deadline and was not used
     * @param costEstimated null where it could not be estimated
     * @param classifying what the candidate's cascade asked of models; null where it has no such stage
     */
    record CandidateDecision(
            String id,
            @Nullable String taskType,
            double confidence,
            Map<String, Double> scores,
            @Nullable String stage,
            long stageMicros,
            boolean late,
            String model,
            String reason,
            @Nullable Money costEstimated,
            @Nullable Classifying classifying) {
        public CandidateDecision {
            scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        }

        /** Of a cascade that asks no model. */
        public CandidateDecision(
                String id,
                @Nullable String taskType,
                double confidence,
                Map<String, Double> scores,
                @Nullable String stage,
                long stageMicros,
                boolean late,
                String model,
                String reason,
                @Nullable Money costEstimated) {
            this(id, taskType, confidence, scores, stage, stageMicros, late, model, reason, costEstimated, null);
        }
    }

    /**
     * What the model stages of one classification took; all 0 where none was asked.
     *
     * @param cost null where a stage failed, or a price is not known
     */
    record Classifying(
            long inputTokens, long outputTokens, @Nullable Money cost) {}

    /**
     * How a request ended; exactly one for each request that was decided.
     *
     * @param error null for a completed one; else a word such as {@code client_cancel}, {@code upstream_truncated}
     * @param http status sent to the caller; 0 where nothing was sent
     * @param servedModel catalog id of the model whose answer was relayed; null where none was
     * @param firstTokenMillis NaN where no token came
     * @param usage {@code reported}, {@code estimated} or {@code partial}
     * @param cost of every attempt together; null where it is not known
     * @param answer the answer's text, only where the content policy keeps it
     */
    record Outcome(
            Instant at,
            String requestId,
            Status status,
            @Nullable String error,
            int http,
            @Nullable String servedModel,
            List<Attempt> attempts,
            double firstTokenMillis,
            double latencyMillis,
            long overheadMicros,
            long inputTokens,
            long cachedTokens,
            long outputTokens,
            String usage,
            @Nullable Money cost,
            @Nullable String finishReason,
            boolean stream,
            @Nullable String answer)
            implements Event {
        public Outcome {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * What became of a request that was executed on a candidate's model too, after its caller had been answered. At most
     * one for each request.
     *
     * @param candidate whose decision named the model
     * @param error null for a completed one; else a word such as {@code http_500}, {@code idle_timeout}, {@code killed}
     * @param http 0 where nothing came back
     * @param firstTokenMillis from the request sent on an open connection; NaN where no byte came
     * @param usage {@code reported}, {@code estimated} or {@code partial}
     * @param cost null where it is not known
     * @param counted against the mirror's dollars of the day: the cost, or the most it may have been
     * @param toolCalls how many tools the answer calls; they are never executed
     * @param sameAnswer whether its text is the caller's answer, spaces apart; null where one of them is not text alone,
     *     or with content policy {@code none}
     * @param answerHash keyed hash of the answer's text, hex; null without text, and with content policy {@code none}
     * @param answer the answer's text, only where the content policy keeps it
     * @param calls the tool calls as a JSON array of {@code name} and {@code arguments}, likewise
     */
    record Mirror(
            Instant at,
            String requestId,
            String candidate,
            String model,
            Status status,
            @Nullable String error,
            int http,
            double firstTokenMillis,
            double latencyMillis,
            long inputTokens,
            long cachedTokens,
            long outputTokens,
            String usage,
            @Nullable Money cost,
            Money counted,
            @Nullable String finishReason,
            boolean stream,
            int toolCalls,
            @Nullable Boolean sameAnswer,
            @Nullable String answerHash,
            @Nullable String answer,
            @Nullable String calls)
            implements Event {}

    /** One try at one model; {@code status} is its HTTP status or a word where there was none. */
    record Attempt(
            String model,
            String status,
            double millis,
            @Nullable Money cost) {}

    enum Status {
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /**
     * What somebody thought of an answer; at least one of thumbs, rating and kind is set.
     *
     * @param thumbs {@code up} or {@code down}
     * @param kind an application's own signal such as {@code regenerate}; written as {@code feedback_kind}
     * @param rating 1 to 5
     * @param rater keyed hash of the name the caller gave, hex; where it gave none, the id of its key or {@code caller}
     * @param revision 0 for a rater's first vote on this request; the highest one counts
     * @param late true where it came after the feedback window
     */
    record Feedback(
            Instant at,
            String requestId,
            String rater,
            @Nullable String thumbs,
            @Nullable Integer rating,
            int commentLength,
            @Nullable String kind,
            @Nullable String value,
            int revision,
            boolean late)
            implements Event {}

    /**
     * A period opened in which no allocation, table, back-off or prompt setting changes.
     *
     * @param allocation as asked for; while {@code killed}, everything goes to the default all the same
     * @param resumes the phase that resuming goes back to; null where no phase was live before
     * @param shareSince since when the candidate's share is what it is
     * @param experiment null: shadow without a rollout document
     */
    record Epoch(
            Instant at,
            String epoch,
            int ordinal,
            Allocation allocation,
            boolean killed,
            @Nullable String resumes,
            Instant shareSince,
            @Nullable Experiment experiment,
            @Nullable String table,
            @Nullable String candidate,
            String config,
            Cause cause,
            String note)
            implements Event {}

    /**
     * What an epoch rolls out, so that the log can be judged without any other file.
     *
     * @param rollout hash of what the rollout document means
     * @param document the rollout document as written
     * @param standard catalog id of the default model
     */
    record Experiment(String id, String rollout, String document, String standard) {}

    /** Who gets what: shares in percent, and the task types sent to the default. */
    record Allocation(String phase, double percent, double holdout, double explore, List<String> backOff) {
        public Allocation {
            backOff = List.copyOf(backOff);
        }

        /** Nobody explores. */
        public Allocation(String phase, double percent, double holdout, List<String> backOff) {
            this(phase, percent, holdout, 0, backOff);
        }
    }

    enum Cause {
        START,
        OPERATOR,
        RAMP,
        AUTO_BACK_OFF,
        RELOAD
    }

    /** Something is missing from the log: {@code count} events or evaluations between two moments, and why. */
    record Gap(Instant at, Instant from, Instant to, long count, String reason) implements Event {}
}
