package dev.routeproof.harness.plan;

import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.power.DecisionPlan;
import dev.routeproof.stats.power.SampleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Units, days and dollars until each task type can be decided (statistics S13): harm found, and no harm with the gain
 * shown.
 *
 * @param share of all units in the candidate arm
 * @param slices in the order of their names
 */
public record RolloutPlan(
        String experiment, double share, long horizonUnits, Assumptions assumptions, List<Slice> slices) {
    /** What watching after every unit costs over one look, as simulations of whole verdicts bound it. */
    private static final double WATCHED_HARM = 2;

    private static final double WATCHED_MARGIN = 3;
    private static final double LARGEST_SHARE = 0.5;

    public RolloutPlan {
        slices = List.copyOf(slices);
    }

    /**
     * What the plan takes for granted.
     *
     * @param power wanted of each decision, in (0,1)
     * @param looks of the group-sequential design, at least 1
     * @param saving share of the baseline's cost that the candidate is expected to save
     * @param feedback share of the requests that are rated; below 1 the registered effect is meant among rated ones and
     *     shows that much smaller in the log
     */
    public record Assumptions(double power, int looks, double saving, double feedback) {}

    /**
     * Units of both arms together until a decision, in three designs.
     *
     * @param fixed one look at a number planned beforehand
     * @param groupSequential a few planned looks (Lan-DeMets, O'Brien-Fleming), if the last is reached
     * @param watched a look after every unit, as {@code harness ab} does
     */
    public record Units(double fixed, double groupSequential, double watched) {}

    /**
     * One part of a decision.
     *
     * @param name of the metric
     * @param target difference that it is about, absolute
     */
    public record Part(String name, double target, Result<Units> units) {
        private static final String GAIN = "the gain in ";

        /** It is to be shown that something gets better, and not that it gets no worse. */
        boolean gain() {
            return name.startsWith(GAIN);
        }
    }

    /**
     * A task type's plan.
     *
     * @param harm that the registered effect on the primary is found
     * @param promotion every component of a promotion; all are needed (a gain in cost only where costs are known)
     * @param days until the last of what can be decided is, watched
     * @param usd cost of the traffic of those units
     * @param open why it cannot be decided within the horizon; empty: it can
     * @param help what would help then
     */
    public record Slice(
            SliceBaseline baseline,
            Part harm,
            List<Part> promotion,
            Result<Double> units,
            Result<Double> days,
            Result<Double> usd,
            List<String> open,
            List<String> help) {
        public Slice {
            promotion = List.copyOf(promotion);
            open = List.copyOf(open);
            help = List.copyOf(help);
        }

        public boolean decidable() {
            return open.isEmpty();
        }
    }

    /** Plans {@code rollout} for a share in (0,1). */
    public static RolloutPlan of(
            Rollout rollout, double share, List<SliceBaseline> baselines, Assumptions assumptions) {
        var planner = new Planner(rollout, assumptions, baselines.size());
        return new RolloutPlan(
                rollout.experiment(),
                share,
                rollout.horizonUnits(),
                assumptions,
                baselines.stream()
                        .map(baseline -> planner.slice(baseline, share))
                        .toList());
    }

    /** The rules of one document. */
    private record Planner(Rollout rollout, Assumptions assumptions, int slices) {
        Slice slice(SliceBaseline baseline, double share) {
            Part harm = harm(baseline, share);
            List<Part> promotion = promotion(baseline, share);
            Result<Double> units = largest(harm, promotion);
            var open = new ArrayList<String>();
            open(harm, "harm on ", open);
            promotion.forEach(part -> open(part, "", open));
            return new Slice(
                    baseline,
                    harm,
                    promotion,
                    units,
                    units.map(n -> n / baseline.unitsPerDay()),
                    Double.isNaN(baseline.usdPerRequest())
                            ? Result.notEstimable("The cost of a request is not known.")
                            : units.map(n -> n * baseline.requestsPerUnit() * baseline.usdPerRequest()),
                    open,
                    open.isEmpty() ? List.of() : help(baseline, share));
        }

        private void open(Part part, String prefix, List<String> open) {
            switch (part.units()) {
                case Result.NotEstimable<Units>(String reason) -> open.add(prefix + part.name() + ": " + reason);
                case Result.Value<Units>(Units units) -> {
                    if (units.watched() > rollout.horizonUnits()) {
                        open.add(String.format(
                                Locale.ROOT,
                                "%s%s takes %,.0f units, the horizon is %,d",
                                prefix,
                                part.name(),
                                Math.ceil(units.watched()),
                                rollout.horizonUnits()));
                    }
                }
            }
        }

        private Part harm(SliceBaseline baseline, double share) {
            var primary = rollout.metrics().primary();
            double effect = primary.mde() * assumptions.feedback();
            Spread now = baseline.bad();
            double worse = Math.min(1, now.mean() + effect);
            // Units that never differ say nothing of how a unit's requests go together: then as if they always agreed.
            double ratio = now.mean() > 0 && now.mean() < 1
                    ? worse * (1 - worse) / (now.mean() * (1 - now.mean()))
                    : worse * (1 - worse) / now.variance();
            var goal = new SampleSize.Goal(rollout.harmAlpha(), assumptions.power(), Alternative.GREATER);
            return part(
                    primary.name(),
                    effect,
                    new Spread(worse, now.variance() * Math.max(1, ratio)),
                    now,
                    share,
                    goal,
                    WATCHED_HARM);
        }

        private List<Part> promotion(SliceBaseline baseline, double share) {
            var metrics = rollout.metrics();
            int components = 2 + metrics.guardrails().size();
            // Holm's first step over the task types; the power is shared, because every component must be shown.
            var goal = new SampleSize.Goal(
                    rollout.alpha() / slices, 1 - (1 - assumptions.power()) / components, Alternative.GREATER);
            var parts = new ArrayList<Part>();
            var primary = metrics.primary();
            parts.add(margin(primary.name(), primary.margin(), baseline.bad(), share, goal));
            for (Rollout.Guardrail guardrail : metrics.guardrails()) {
                Spread spread = baseline.guardrails().get(guardrail.measure());
                String name = guardrail.measure().word();
                parts.add(
                        spread == null
                                ? new Part(name, guardrail.margin(), Result.notEstimable("it was not measured."))
                                : margin(name, guardrail.margin(), spread, share, goal));
            }
            switch (metrics.gain()) {
                case Rollout.Gain.Cost(double minSaving) -> {
                    if (baseline.cost() != null) {
                        parts.add(cost(baseline.cost(), minSaving, share, goal));
                    }
                }
                case Rollout.Gain.Quality() ->
                    parts.add(margin(Part.GAIN + primary.name(), primary.mde(), baseline.bad(), share, goal));
            }
            return parts;
        }

        private Part cost(Spread cost, double minSaving, double share, SampleSize.Goal goal) {
            String name = Part.GAIN + "cost";
            double beyond = assumptions.saving() - minSaving;
            if (beyond <= 0) {
                return new Part(
                        name,
                        beyond,
                        Result.notEstimable("an expected saving of "
                                + Math.round(assumptions.saving() * 100)
                                + " % does not exceed the registered minimum; see --saving."));
            }
            return margin(name, beyond * cost.mean(), cost, share, goal);
        }

        private Part margin(String name, double margin, Spread spread, double share, SampleSize.Goal goal) {
            return part(name, margin, spread, spread, share, goal, WATCHED_MARGIN);
        }

        private Part part(
                String name,
                double target,
                Spread candidate,
                Spread baseline,
                double share,
                SampleSize.Goal goal,
                double watched) {
            Result<Units> units = SampleSize.totalForMeans(
                            target, candidate.variance(), share, baseline.variance(), 1 - share, goal)
                    .flatMap(fixed -> DecisionPlan.inflation(goal, assumptions.looks())
                            .map(factor -> new Units(fixed, fixed * factor, fixed * watched)));
            return new Part(name, target, units);
        }

        private static Result<Double> largest(Part harm, List<Part> promotion) {
            Result<Double> most = harm.units().map(Units::watched);
            for (Part part : promotion) {
                most = most.flatMap(n -> part.units().map(units -> Math.max(n, units.watched())));
            }
            return most;
        }

        /** What would bring the decision within the horizon, each tried alone. */
        private List<String> help(SliceBaseline baseline, double share) {
            var help = new ArrayList<String>();
            if (share < LARGEST_SHARE
                    && largest(harm(baseline, LARGEST_SHARE), promotion(baseline, LARGEST_SHARE))
                            instanceof Result.Value<Double>(Double units)) {
                help.add(String.format(
                        Locale.ROOT,
                        "a share of 50 %% instead of %.0f %%: %,.0f units%s",
                        share * 100,
                        Math.ceil(units),
                        units <= rollout.horizonUnits() ? "" : ", still beyond the horizon"));
            }
            for (Part part : promotion(baseline, share)) {
                if (part.units() instanceof Result.Value<Units>(Units units)
                        && units.watched() > rollout.horizonUnits()) {
                    double larger = Math.sqrt(units.watched() / rollout.horizonUnits());
                    help.add(
                            part.gain()
                                    ? String.format(
                                            Locale.ROOT, "%s %.2f times as large as assumed", part.name(), larger)
                                    : String.format(
                                            Locale.ROOT,
                                            "a margin of %.2f points on %s instead of %.2f",
                                            100 * part.target() * larger,
                                            part.name(),
                                            100 * part.target()));
                }
            }
            if (slices > 1) {
                help.add("judging it together with another task type: their units add up");
            }
            help.add("scores of a judge on every answer instead of rare feedback, or mirrored requests");
            return help;
        }
    }
}
