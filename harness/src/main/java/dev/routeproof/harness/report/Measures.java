package dev.routeproof.harness.report;

import dev.routeproof.reports.view.Measure;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;

/** Estimates as reports show them. */
final class Measures {
    private Measures() {}

    static Measure of(Result<Estimate> result, long n) {
        return switch (result) {
            case Result.Value<Estimate>(Estimate e) -> new Measure.Measured(e.value(), e.low(), e.high(), n);
            case Result.NotEstimable<Estimate>(String reason) -> new Measure.Missing(reason);
        };
    }
}
