package dev.routeproof.harness.shadow;

import dev.routeproof.reports.view.Figures;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;

/** What was mirrored, in words. */
final class MirrorWords {
    private static final Figures FIGURES = new Figures();

    private MirrorWords() {}

    static String line(Mirrored.OnModel of) {
        return of.model() + " beside " + of.served() + ": " + FIGURES.count(of.calls()) + " calls, "
                + failure(of) + " failed; of " + FIGURES.count(of.pairs()) + " pairs p50 " + times(of.latency())
                + ", first token " + times(of.firstToken()) + ", tokens " + numbers(of.tokens()) + ", cost "
                + percentOf(of.costRatio()) + agreement(of);
    }

    private static String agreement(Mirrored.OnModel of) {
        return of.comparable() == 0
                ? ""
                : ", same text " + FIGURES.count(of.same()) + " of " + FIGURES.count(of.comparable());
    }

    /** The share of failures with its interval. */
    private static String failure(Mirrored.OnModel of) {
        return switch (of.failure()) {
            case Result.Value<Estimate>(Estimate share) ->
                FIGURES.percent(share.value()) + " (" + FIGURES.percent(share.low()) + " to "
                        + FIGURES.percent(share.high()) + ")";
            case Result.NotEstimable<Estimate> none -> "not known how many";
        };
    }

    /** The candidate's time, then the default's. */
    private static String times(Mirrored.Sides of) {
        return FIGURES.duration(of.candidate()) + " against " + FIGURES.duration(of.served());
    }

    /** The candidate's number, then the default's. */
    private static String numbers(Mirrored.Sides of) {
        return FIGURES.decimal(of.candidate(), 1) + " against " + FIGURES.decimal(of.served(), 1);
    }

    /** A ratio to the default as a percentage with its interval. */
    private static String percentOf(Result<Estimate> ratio) {
        return switch (ratio) {
            case Result.Value<Estimate>(Estimate value) ->
                FIGURES.percent(value.value()) + " of it (" + FIGURES.percent(value.low()) + " to "
                        + FIGURES.percent(value.high()) + ")";
            case Result.NotEstimable<Estimate> none -> "not known";
        };
    }
}
