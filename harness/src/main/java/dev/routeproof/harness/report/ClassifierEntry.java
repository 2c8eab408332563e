package dev.routeproof.harness.report;

import dev.routeproof.harness.label.Agreement;
import dev.routeproof.harness.regret.Regret;
import dev.routeproof.harness.regret.RegretStudy;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A candidate's cascade on the run's prompts as machine output.
 *
 * @param confusion true label, then given label, then how many
 */
public record ClassifierEntry(
        String candidate,
        long n,
        @Nullable Double accuracy,
        @Nullable Double low,
        @Nullable Double high,
        double ece,
        Map<String, Map<String, Long>> confusion,
        List<ModeEntry> regret) {
    /** Per mode: mean score lost with its interval, and dollars per 1,000 prompts more, where the given label picks. */
    public record ModeEntry(
            String mode,
            int n,
            double qualityByTruth,
            double qualityByLabel,
            double lost,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double moreUsdPer1000,
            List<Regret.Pair> pairs) {
        static ModeEntry of(Regret regret) {
            Estimate lost = estimate(regret.lost());
            return new ModeEntry(
                    regret.mode().word(),
                    regret.n(),
                    regret.byTruth(),
                    regret.byLabel(),
                    regret.byTruth() - regret.byLabel(),
                    lost == null ? null : lost.low(),
                    lost == null ? null : lost.high(),
                    regret.moreUsdPer1000(),
                    regret.pairs());
        }
    }

    static ClassifierEntry of(RegretStudy.Found found) {
        Agreement agreement = found.agreement();
        Estimate accuracy = estimate(agreement.accuracy());
        return new ClassifierEntry(
                found.contender().id(),
                agreement.n(),
                accuracy == null ? null : accuracy.value(),
                accuracy == null ? null : accuracy.low(),
                accuracy == null ? null : accuracy.high(),
                agreement.confidences().calibrationError(),
                agreement.confusion(),
                found.modes().stream().map(ModeEntry::of).toList());
    }

    private static @Nullable Estimate estimate(Result<Estimate> result) {
        return switch (result) {
            case Result.Value<Estimate>(Estimate e) -> e;
            case Result.NotEstimable<Estimate> none -> null;
        };
    }
}
