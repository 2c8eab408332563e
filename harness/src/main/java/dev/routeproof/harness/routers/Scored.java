package dev.routeproof.harness.routers;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import org.jspecify.annotations.Nullable;

/**
 * A score with its 95 % interval.
 *
 * @param value null where it is not defined on these prompts, or rests on costs that are not known
 * @param low null where the resamples do not tell
 * @param high likewise
 */
public record Scored(
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high) {
    static Scored of(double value, Result<Estimate> interval) {
        return switch (interval) {
            case Result.Value<Estimate>(Estimate e) -> new Scored(e.value(), e.low(), e.high());
            case Result.NotEstimable<Estimate> none -> new Scored(Double.isNaN(value) ? null : value, null, null);
        };
    }
}
