package dev.routeproof.harness.shadow;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the models of one candidate made of requests that they executed too, beside the default's answers to the same
 * requests.
 *
 * @param models empty where nothing was mirrored for this candidate
 * @param errors why calls did not complete
 */
public record Mirrored(String candidate, List<OnModel> models, List<Trouble> errors) {
    public Mirrored {
        models = List.copyOf(models);
        errors = List.copyOf(errors);
    }

    /**
     * One model against one that served. Medians and means are over pairs: requests that both completed.
     *
     * @param failure share of the calls that failed, those that were ended by the proxy left out
     * @param servedFailed requests of these that failed for their caller
     * @param latency milliseconds
     * @param tokens of output, where both sides were counted the same way
     * @param tokenRatio output tokens for each of the default's
     * @param costRatio dollars for each of the default's, measured on both sides
     * @param comparable pairs of which both answers are text alone
     * @param same of those, the ones with the same text, spaces apart
     */
    public record OnModel(
            String model,
            String served,
            long calls,
            long completed,
            long failed,
            long cancelled,
            Result<Estimate> failure,
            long servedFailed,
            long pairs,
            Sides latency,
            Sides latencyP95,
            Sides firstToken,
            Sides tokens,
            Result<Estimate> tokenRatio,
            Result<Estimate> costRatio,
            Sides dollars,
            long withTools,
            long comparable,
            long same) {}

    /** A figure of the candidate's model and of the one that served; null where it was not measured. */
    public record Sides(
            @Nullable Double candidate, @Nullable Double served) {}

    /** {@code calls} ended with this word. */
    public record Trouble(String model, String error, long calls) {}

    /** Two answers to the same request. */
    public record SideBySide(
            String requestId,
            String taskType,
            String prompt,
            String served,
            String servedAnswer,
            String model,
            String answer,
            @Nullable Boolean same,
            String candidate) {}

    public long calls() {
        return models.stream().mapToLong(OnModel::calls).sum();
    }

    public long pairs() {
        return models.stream().mapToLong(OnModel::pairs).sum();
    }
}
