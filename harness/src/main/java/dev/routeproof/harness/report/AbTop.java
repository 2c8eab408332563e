package dev.routeproof.harness.report;

import dev.routeproof.harness.breakdown.Breakdown;
import dev.routeproof.harness.breakdown.Part;
import dev.routeproof.harness.experiment.Judgement;
import dev.routeproof.reports.view.Banner;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Head;
import dev.routeproof.reports.view.HealthItem;
import dev.routeproof.reports.view.SliceRow;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.reports.view.Tone;
import dev.routeproof.routing.experiment.Course;
import dev.routeproof.routing.experiment.ExperimentVerdict;
import dev.routeproof.routing.experiment.Ledger;
import dev.routeproof.routing.experiment.SliceVerdict;
import dev.routeproof.routing.experiment.Verdict;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.stratified.StratifiedRatio.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Head, verdict banner, health, the verdict of every slice, and the epochs. */
final class AbTop {
    private static final Figures FIGURES = new Figures();

    private AbTop() {}

    static Head head(Judgement judgement, boolean simulated) {
        List<Course.Opened> epochs = judgement.course().epochs();
        return new Head(
                "A/B",
                "Experiment " + judgement.verdict().experiment(),
                judgement.rollout().contentHash().substring(0, 16),
                judgement.asOf(),
                simulated,
                false,
                List.of(
                        "candidate " + judgement.rollout().candidate(),
                        TopParts.plural(judgement.exchanges(), "exchange"),
                        TopParts.plural(epochs.size(), "epoch"),
                        "unit " + judgement.rollout().unit().word()));
    }

    static String name(SliceVerdict slice) {
        return slice.taskType() == null ? "unknown" : slice.taskType().label();
    }

    static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case PROMOTE -> Tone.GOOD;
            case HOLD -> Tone.WATCH;
            case ROLL_BACK, UNHEALTHY -> Tone.BAD;
            case NO_CHANGE -> Tone.NEUTRAL;
        };
    }

    private static String words(Verdict verdict) {
        return verdict.word().replace('_', ' ');
    }

    static Banner banner(Judgement judgement, @Nullable Breakdown parts) {
        ExperimentVerdict verdict = judgement.verdict();
        String headline = switch (verdict.verdict()) {
            case PROMOTE -> "Promote";
            case HOLD -> "Hold: not decided yet";
            case ROLL_BACK -> "Roll back: " + named(verdict, Verdict.ROLL_BACK);
            case UNHEALTHY -> "Unhealthy: the log cannot be trusted";
            case NO_CHANGE -> "No change";
        };
        var figures = new ArrayList<Banner.KeyFigure>();
        if (parts != null) {
            figures.add(decided(verdict));
            figures.add(saving(parts.all()));
            long control = verdict.slices().stream()
                    .mapToLong(SliceVerdict::controlUnits)
                    .sum();
            long candidate = verdict.slices().stream()
                    .mapToLong(SliceVerdict::candidateUnits)
                    .sum();
            figures.add(new Banner.KeyFigure(
                    FIGURES.count(control + candidate),
                    "unit values compared",
                    FIGURES.count(control) + " control and hold-out, " + FIGURES.count(candidate) + " candidate"));
            figures.add(new Banner.KeyFigure(
                    FIGURES.count(verdict.immature()),
                    "not mature yet",
                    "they enter when their feedback time is over"));
        }
        return new Banner(tone(verdict.verdict()), headline, sentence(verdict), figures);
    }

    /** The reason; of many slices only how many and which, because each has its own line below. */
    private static String sentence(ExperimentVerdict verdict) {
        long slices = verdict.slices().stream()
                .filter(slice -> slice.verdict() == verdict.verdict())
                .count();
        return verdict.verdict() == Verdict.HOLD && slices > 1
                ? "Neither harm nor a safe gain is shown for " + named(verdict, Verdict.HOLD)
                        + ". What each still takes stands below."
                : verdict.reason();
    }

    private static String named(ExperimentVerdict verdict, Verdict wanted) {
        return verdict.slices().stream()
                .filter(slice -> slice.verdict() == wanted)
                .map(AbTop::name)
                .collect(Collectors.joining(", "));
    }

    private static Banner.KeyFigure decided(ExperimentVerdict verdict) {
        List<SliceVerdict> changed = verdict.slices().stream()
                .filter(slice -> slice.verdict() != Verdict.NO_CHANGE)
                .toList();
        long promoted = changed.stream()
                .filter(slice -> slice.verdict() == Verdict.PROMOTE)
                .count();
        return new Banner.KeyFigure(
                FIGURES.count(promoted) + " of " + FIGURES.count(changed.size()),
                "task types promoted",
                changed.stream()
                        .filter(slice -> slice.verdict() != Verdict.PROMOTE)
                        .map(slice -> name(slice) + ": " + words(slice.verdict()))
                        .collect(Collectors.joining(", ")));
    }

    private static Banner.KeyFigure saving(Part all) {
        if (all.cost() instanceof Result.Value<Comparison>(Comparison cost)
                && cost.saving() instanceof Result.Value<Estimate>(Estimate saving)) {
            return new Banner.KeyFigure(
                    FIGURES.percent(Math.abs(saving.value())),
                    saving.value() < 0 ? "dearer than always the default" : "saved against always the default",
                    FIGURES.percent(saving.low()) + " to " + FIGURES.percent(saving.high()) + "; "
                            + FIGURES.usd(all.savedUsd()) + " so far");
        }
        return new Banner.KeyFigure(Figures.NONE, "saving", "the cost of an arm is not known");
    }

    static List<HealthItem> health(Judgement judgement, boolean simulated) {
        ExperimentVerdict verdict = judgement.verdict();
        Ledger ledger = verdict.ledger();
        var items = new ArrayList<HealthItem>();
        items.add(new HealthItem(
                "Ledger",
                !ledger.provided() ? "not provided" : judgement.balanced() ? "balanced" : "NOT balanced",
                !ledger.provided() ? Tone.WATCH : judgement.balanced() ? Tone.GOOD : Tone.BAD,
                (ledger.provided() ? FIGURES.count(ledger.assigned()) + " assigned; " : "")
                        + FIGURES.count(ledger.completed()) + " completed, " + FIGURES.count(ledger.failed())
                        + " failed, " + FIGURES.count(ledger.cancelled()) + " cancelled, "
                        + FIGURES.count(ledger.dropped()) + " dropped."
                        + (ledger.provided()
                                ? ""
                                : " Without --assigned on the import a lost exchange cannot be seen.")));
        boolean ratio = verdict.slices().stream()
                .anyMatch(slice ->
                        slice.verdict() == Verdict.UNHEALTHY && slice.reason().contains("other proportions"));
        boolean judged = verdict.verdict() != Verdict.UNHEALTHY;
        items.add(new HealthItem(
                "Sample ratio",
                ratio ? "alarm" : judged ? "as assigned" : "not judged",
                ratio ? Tone.BAD : judged ? Tone.GOOD : Tone.NEUTRAL,
                ratio
                        ? "Units arrive in other proportions than they were assigned in."
                        : judged
                                ? "Watched for each task type and epoch at 0.5 %."
                                : "What is wrong above comes first."));
        items.add(new HealthItem(
                "Without a unit",
                FIGURES.count(judgement.withoutUnit()),
                judgement.withoutUnit() * 100 > judgement.exchanges() ? Tone.WATCH : Tone.GOOD,
                judgement.withoutUnit() == 0
                        ? "Every exchange names its unit."
                        : "Served by the default, counted, not compared."));
        items.add(new HealthItem(
                "Failed",
                FIGURES.percent((double) (ledger.failed() + ledger.dropped()) / Math.max(1, ledger.ended())),
                Tone.NEUTRAL,
                "Counted as a bad outcome of the arm they were assigned to."));
        items.add(new HealthItem(
                "Registration",
                judgement.rollout().contentHash().substring(0, 8),
                Tone.GOOD,
                "Metrics, margins and error rates stand in the rollout document with this hash."));
        double exploring = judgement.course().epochs().stream()
                .mapToDouble(epoch -> epoch.propensities().explore())
                .max()
                .orElse(0);
        if (exploring > 0) {
            items.add(new HealthItem(
                    "Exploring",
                    FIGURES.probability(exploring),
                    Tone.NEUTRAL,
                    "Of all units: served by models chosen uniformly, in the ledger, in no comparison."));
        }
        if (simulated) {
            items.add(new HealthItem(
                    "Models", "simulated", Tone.WATCH, "Nothing here says how a real model behaves or charges."));
        }
        return items;
    }

    static List<SliceRow> slices(Judgement judgement) {
        boolean hidden = judgement.verdict().verdict() == Verdict.UNHEALTHY;
        return judgement.verdict().slices().stream()
                .map(slice -> new SliceRow(
                        name(slice),
                        words(slice.verdict()),
                        tone(slice.verdict()),
                        slice.reason(),
                        hidden
                                ? Figures.NONE
                                : FIGURES.count(slice.controlUnits()) + " and " + FIGURES.count(slice.candidateUnits()),
                        slice.saving() instanceof Result.Value<Double>(Double saving)
                                ? FIGURES.percent(saving)
                                : Figures.NONE,
                        needs(slice)))
                .toList();
    }

    private static String needs(SliceVerdict slice) {
        if (slice.verdict() != Verdict.HOLD) {
            return "";
        }
        return switch (slice.needs()) {
            case Result.Value<SliceVerdict.Needs>(SliceVerdict.Needs needs) ->
                needs.units() == 0
                        ? "Every metric passed on its own. Over several task types the evidence must be stronger (Holm);"
                                + " keep watching."
                        : "Needs about " + FIGURES.count(needs.units()) + " more units: "
                                + FIGURES.decimal(needs.days(), 1) + " days at the present rate, "
                                + FIGURES.usd(needs.usd()) + ".";
            case Result.NotEstimable<SliceVerdict.Needs>(String reason) -> reason;
        };
    }

    /** The candidate's share of the units outside the hold-out. */
    static String share(Course.Opened epoch) {
        double live = epoch.propensities().control() + epoch.propensities().candidate();
        return FIGURES.probability(live == 0 ? 0 : epoch.propensities().candidate() / live);
    }

    static Table epochs(Judgement judgement) {
        return new Table(
                "epochs",
                "Epochs with the share of the candidate",
                List.of(
                        Column.text("Epoch"),
                        Column.text("First exchange"),
                        Column.number("Candidate"),
                        Column.number("Hold-out")),
                judgement.course().epochs().stream()
                        .map(epoch -> List.of(
                                Cell.of(FIGURES.count(epoch.ordinal())),
                                Cell.of(FIGURES.moment(Instant.ofEpochMilli(epoch.atMillis()))),
                                Cell.of(share(epoch)),
                                Cell.of(FIGURES.probability(epoch.propensities().holdout()))))
                        .toList());
    }
}
