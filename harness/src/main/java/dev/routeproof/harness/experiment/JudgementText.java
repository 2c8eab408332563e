package dev.routeproof.harness.experiment;

import dev.routeproof.routing.experiment.Ledger;
import dev.routeproof.routing.experiment.MetricResult;
import dev.routeproof.routing.experiment.SliceVerdict;
import dev.routeproof.routing.experiment.Verdict;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A judgement as the terminal shows it: verdict and ledger first, then every slice. */
public final class JudgementText {
    private JudgementText() {}

    public static List<String> lines(Judgement judgement) {
        var verdict = judgement.verdict();
        var lines = new ArrayList<String>();
        lines.add("experiment " + verdict.experiment() + ": " + words(verdict.verdict()) + ". " + verdict.reason());
        lines.add(ledger(verdict.ledger(), judgement.balanced()));
        lines.add(ratio(verdict.slices()));
        lines.add(String.format(
                Locale.ROOT,
                "as of %s: %,d exchanges, %,d units not mature yet%s",
                judgement.asOf(),
                judgement.exchanges(),
                verdict.immature(),
                judgement.withoutUnit() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d exchanges without a unit are not compared",
                                judgement.withoutUnit())));
        verdict.slices().forEach(slice -> slice(slice, lines));
        return lines;
    }

    /** What is known of a metric, in a sentence. */
    static String statement(MetricResult metric) {
        if (!(metric.difference() instanceof Result.Value<Estimate>(Estimate difference))) {
            return metric.name() + ": not estimable. " + reason(metric.difference());
        }
        return String.format(
                Locale.ROOT,
                "%s: %s against %s, difference %+.2f points (%.0f %% interval %+.2f to %+.2f, valid at every look)",
                metric.name(),
                percent(metric.candidate()),
                percent(metric.control()),
                difference.value() * 100,
                difference.level() * 100,
                difference.low() * 100,
                difference.high() * 100);
    }

    private static void slice(SliceVerdict slice, List<String> lines) {
        String name = slice.taskType() == null ? "unknown" : slice.taskType().label();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s: %s (%,d control units, %,d candidate units)",
                name,
                words(slice.verdict()),
                slice.controlUnits(),
                slice.candidateUnits()));
        lines.add("  " + slice.reason());
        for (MetricResult metric : slice.metrics()) {
            lines.add("  " + statement(metric));
            lines.add(String.format(
                    Locale.ROOT,
                    "    evidence of harm %s, of %s %s",
                    evidence(metric.harm()),
                    metric.role() == MetricResult.Role.GAIN ? "the gain" : "no harm",
                    evidence(metric.notWorse())));
        }
        if (slice.verdict() == Verdict.HOLD) {
            lines.add("  needs "
                    + switch (slice.needs()) {
                        case Result.Value<SliceVerdict.Needs>(SliceVerdict.Needs needs) ->
                            String.format(
                                    Locale.ROOT,
                                    "about %,d more units, %.1f days, $%,.2f",
                                    needs.units(),
                                    needs.days(),
                                    needs.usd());
                        case Result.NotEstimable<SliceVerdict.Needs>(String reason) -> "something else: " + reason;
                    });
        }
    }

    private static String ledger(Ledger ledger, boolean balanced) {
        return String.format(
                Locale.ROOT,
                "ledger: %s; %,d completed, %,d failed, %,d cancelled, %,d dropped%s",
                ledger.provided()
                        ? String.format(Locale.ROOT, "%,d assigned", ledger.assigned())
                        : "assignments not provided",
                ledger.completed(),
                ledger.failed(),
                ledger.cancelled(),
                ledger.dropped(),
                !ledger.provided() ? "" : balanced ? "; balanced" : "; NOT BALANCED");
    }

    private static String ratio(List<SliceVerdict> slices) {
        long control = slices.stream().mapToLong(SliceVerdict::controlUnits).sum();
        long candidate = slices.stream().mapToLong(SliceVerdict::candidateUnits).sum();
        return String.format(
                Locale.ROOT, "units compared: %,d control and hold-out, %,d candidate", control, candidate);
    }

    private static String words(Verdict verdict) {
        return verdict.word().replace('_', ' ');
    }

    private static String percent(Result<Double> rate) {
        return rate instanceof Result.Value<Double>(Double value)
                ? String.format(Locale.ROOT, "%.2f %%", value * 100)
                : "not known";
    }

    private static String evidence(Result<Evidence> evidence) {
        return evidence instanceof Result.Value<Evidence>(Evidence state)
                ? evidence(JudgementJson.peak(state))
                : "not known";
    }

    private static String evidence(double peak) {
        return peak > 1_000_000 ? "over a million" : String.format(Locale.ROOT, "%.3g", peak);
    }

    private static String reason(Result<?> result) {
        return result instanceof Result.NotEstimable<?>(String reason) ? reason : "";
    }
}
