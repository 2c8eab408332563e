package dev.routeproof.routing.experiment;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.multiple.AdjustedPValues;
import dev.routeproof.stats.sequential.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of statistics S3: harm is judged per slice without correction, promotion over all changed slices by Holm,
 * and what cannot be trusted is not judged at all.
 */
public final class Judge {
    private Judge() {}

    /**
     * A slice that is to be judged.
     *
     * @param taskType null: {@code unknown}
     * @param monitor null: the candidate's route never differed from the default
     * @param unhealthy why its log cannot be trusted; null: it can
     * @param days over which its units closed
     */
    public record Slice(
            @Nullable TaskType taskType,
            @Nullable SliceMonitor monitor,
            @Nullable String unhealthy,
            double days) {
        String name() {
            return taskType == null ? "unknown" : taskType.label();
        }
    }

    /** Verdicts in the order of the slices. */
    public static List<SliceVerdict> slices(List<Slice> slices, Rollout rollout) {
        List<Slice> changed =
                slices.stream().filter(slice -> slice.monitor() != null).toList();
        double[] p = changed.stream().mapToDouble(Judge::promotionP).toArray();
        double[] adjusted = AdjustedPValues.HOLM.adjust(p);
        var verdicts = new ArrayList<SliceVerdict>();
        for (Slice slice : slices) {
            int at = changed.indexOf(slice);
            verdicts.add(judge(slice, at < 0 ? 1 : adjusted[at], rollout));
        }
        return verdicts;
    }

    /** The experiment's verdict from its slices' and its ledger. */
    public static ExperimentVerdict experiment(
            String name, List<SliceVerdict> slices, Ledger ledger, @Nullable String unhealthy, long immature) {
        if (unhealthy != null) {
            return new ExperimentVerdict(name, Verdict.UNHEALTHY, unhealthy, ledger, slices, immature);
        }
        for (Verdict verdict : List.of(Verdict.ROLL_BACK, Verdict.UNHEALTHY)) {
            List<SliceVerdict> hit =
                    slices.stream().filter(slice -> slice.verdict() == verdict).toList();
            if (!hit.isEmpty()) {
                return new ExperimentVerdict(name, verdict, reasons(hit), ledger, slices, immature);
            }
        }
        List<SliceVerdict> changed = slices.stream()
                .filter(slice -> slice.verdict() != Verdict.NO_CHANGE)
                .toList();
        if (changed.isEmpty()) {
            return new ExperimentVerdict(
                    name,
                    Verdict.HOLD,
                    "The candidate never routed differently from the default, so there is nothing to decide.",
                    ledger,
                    slices,
                    immature);
        }
        List<SliceVerdict> open = changed.stream()
                .filter(slice -> slice.verdict() != Verdict.PROMOTE)
                .toList();
        return open.isEmpty()
                ? new ExperimentVerdict(
                        name,
                        Verdict.PROMOTE,
                        "Every task type whose route changes is no worse and shows the gain.",
                        ledger,
                        slices,
                        immature)
                : new ExperimentVerdict(name, Verdict.HOLD, reasons(open), ledger, slices, immature);
    }

    private static SliceVerdict judge(Slice slice, double promotionP, Rollout rollout) {
        SliceMonitor monitor = slice.monitor();
        if (slice.unhealthy() != null) {
            return hidden(slice, Verdict.UNHEALTHY, slice.unhealthy());
        }
        if (monitor == null) {
            return hidden(slice, Verdict.NO_CHANGE, "The candidate routes " + slice.name() + " like the default.");
        }
        if (monitor.sampleRatio() instanceof Result.Value<Evidence>(Evidence ratio)
                && ratio.reaches(SliceMonitor.SAMPLE_RATIO_ALPHA)) {
            return hidden(
                    slice,
                    Verdict.UNHEALTHY,
                    "Units of " + slice.name() + " arrive in other proportions than they were assigned in: exchanges"
                            + " are missing in one arm, or the log's propensities are wrong.");
        }
        String symptom = monitor.symptom();
        if (symptom != null) {
            return hidden(slice, Verdict.UNHEALTHY, slice.name() + ": " + symptom);
        }
        if (monitor.harmShown()) {
            return shown(slice, monitor, Verdict.ROLL_BACK, harm(slice, monitor, rollout), rollout);
        }
        if (promotionP <= rollout.alpha()) {
            return shown(slice, monitor, Verdict.PROMOTE, gain(slice, monitor, rollout), rollout);
        }
        return shown(slice, monitor, Verdict.HOLD, missing(slice, monitor, rollout), rollout);
    }

    private static SliceVerdict hidden(Slice slice, Verdict verdict, String reason) {
        SliceMonitor monitor = slice.monitor();
        return new SliceVerdict(
                slice.taskType(),
                verdict,
                reason,
                monitor == null ? 0 : monitor.baselines(),
                monitor == null ? 0 : monitor.candidates(),
                List.of(),
                Result.notEstimable(reason),
                Result.notEstimable(reason));
    }

    private static SliceVerdict shown(
            Slice slice, SliceMonitor monitor, Verdict verdict, String reason, Rollout rollout) {
        Result<SliceVerdict.Needs> needs =
                verdict == Verdict.HOLD ? Needed.of(monitor, rollout, slice.days()) : Result.notEstimable("Decided.");
        return new SliceVerdict(
                slice.taskType(),
                verdict,
                reason,
                monitor.baselines(),
                monitor.candidates(),
                monitor.metrics(),
                monitor.saving(),
                needs);
    }

    private static String harm(Slice slice, SliceMonitor monitor, Rollout rollout) {
        MetricResult worst = monitor.metrics().stream()
                .filter(metric -> metric.role() != MetricResult.Role.GAIN)
                .max((a, b) -> Double.compare(peak(a.harm()), peak(b.harm())))
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "%s is worse under the candidate on %s: %s against %s; the evidence of harm passed the registered error rate of %s.",
                worst.name(),
                slice.name(),
                percent(worst.candidate()),
                percent(worst.control()),
                percent(Result.value(rollout.harmAlpha())));
    }

    private static String gain(Slice slice, SliceMonitor monitor, Rollout rollout) {
        String saving = monitor.saving() instanceof Result.Value<Double>(Double share)
                ? String.format(Locale.ROOT, " and costs %.0f %% less", share * 100)
                : "";
        String worth =
                rollout.metrics().gain() instanceof Rollout.Gain.Quality ? " and has fewer bad outcomes" : saving;
        return slice.name() + " is no worse than the registered margins on every metric" + worth + ".";
    }

    private static String missing(Slice slice, SliceMonitor monitor, Rollout rollout) {
        if (monitor.candidates() + monitor.baselines() == 0) {
            return "Not decided for " + slice.name()
                    + ": none of its requests that the candidate routes differently names a"
                    + " unit, or none is old enough to judge.";
        }
        String open = monitor.metrics().stream()
                .filter(metric -> !(metric.notWorse() instanceof Result.Value<Evidence>(Evidence evidence)
                        && evidence.reaches(rollout.alpha())))
                .map(metric -> metric.role() == MetricResult.Role.GAIN ? "the gain in " + metric.name() : metric.name())
                .collect(Collectors.joining(", "));
        return "Not decided for " + slice.name() + ": neither harm is shown, nor that all is well"
                + (open.isEmpty() ? "." : "; still open: " + open + ".");
    }

    private static double promotionP(Slice slice) {
        SliceMonitor monitor = slice.monitor();
        if (monitor == null || slice.unhealthy() != null) {
            return 1;
        }
        return monitor.promotionP() instanceof Result.Value<Double>(Double p) ? p : 1;
    }

    private static double peak(Result<Evidence> evidence) {
        return evidence instanceof Result.Value<Evidence>(Evidence state) ? state.peakLogWealth() : -1;
    }

    private static String percent(Result<Double> rate) {
        return rate instanceof Result.Value<Double>(Double value)
                ? String.format(Locale.ROOT, "%.1f %%", value * 100)
                : "not known";
    }

    private static String reasons(List<SliceVerdict> slices) {
        return slices.stream().map(SliceVerdict::reason).collect(Collectors.joining(" "));
    }
}
