package dev.routeproof.routing.experiment;

import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.config.Located;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import dev.routeproof.routing.experiment.Rollout.Explore;
import dev.routeproof.routing.experiment.Rollout.Gain;
import dev.routeproof.routing.experiment.Rollout.Guardrail;
import dev.routeproof.routing.experiment.Rollout.Measure;
import dev.routeproof.routing.experiment.Rollout.Metrics;
import dev.routeproof.routing.experiment.Rollout.Primary;
import dev.routeproof.routing.experiment.Rollout.Ramp;
import dev.routeproof.routing.experiment.Rollout.UnitKind;
import dev.routeproof.routing.experiment.Rollout.Window;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rollout document as written. */
record RolloutYaml(
        String experiment,
        String candidate,
        Phase phase,
        double percent,
        double holdout,
        UnitKind unit,
        @Nullable String saltEnv,
        List<Located<String>> backOff,
        Window window,
        Duration maturity,
        Metrics metrics,
        double alpha,
        double harmAlpha,
        long horizonUnits,
        @Nullable Ramp ramp,
        boolean autoBackOff,
        ExploreYaml explore,
        @Nullable URI webhook) {
    record ExploreYaml(double percent, List<Located<String>> models) {
        static final ExploreYaml NONE = new ExploreYaml(0, List.of());
    }

    private static final Shape<Duration> HOURS =
            Shapes.number(0, 24 * 366).as(hours -> Duration.ofMillis(Math.round(hours * 3_600_000)));
    private static final Shape<Double> PERCENT = Shapes.number(0, 100);
    private static final Shape<Double> MARGIN = Shapes.number(1e-6, 1);
    private static final Shape<Double> ALPHA = Shapes.number(1e-9, 0.5);

    private static final Shape<Window> WINDOW = Shapes.record("window", "When a unit closes.", fields -> {
        var requests = fields.optional("requests", Shapes.integer(1, 1_000_000), 10, "First requests that count.");
        var hours = fields.optional("hours", HOURS, Duration.ofHours(24), "Hours after its first exposure.");
        return row -> new Window(row.get(requests), row.get(hours));
    });

    private static final Shape<Primary> PRIMARY =
            Shapes.record("primary metric", "The outcome that must not get worse.", fields -> {
                var name = fields.optional(
                        "name", Shapes.word(Map.of("bad_outcome", "bad_outcome")), "bad_outcome", "What.");
                var margin = fields.optional(
                        "margin", MARGIN, 0.02, "Worsening that is accepted, as a difference of rates.");
                var mde = fields.optional(
                        "mde", MARGIN, 0.02, "Smallest effect worth finding, as a difference of rates.");
                return row -> new Primary(row.get(name), row.get(margin), row.get(mde));
            });

    private static final Shape<Double> GUARDRAIL =
            Shapes.record("guardrail", "A measure that must not get worse.", fields -> {
                var margin = fields.required("margin", MARGIN, "Worsening that is accepted, as a difference of rates.");
                return row -> row.get(margin);
            });

    private static final Shape<List<Guardrail>> GUARDRAILS =
            Shapes.record("group of guardrails", "Measures that must not get worse.", fields -> {
                var errors = fields.optional("error_rate", GUARDRAIL, "Share of requests that failed.");
                var p95 = fields.optional("latency_p95", GUARDRAIL, "Share slower than the baseline's p95.");
                var p99 = fields.optional("latency_p99", GUARDRAIL, "Share slower than the baseline's p99.");
                return row -> {
                    var guardrails = new ArrayList<Guardrail>();
                    add(guardrails, Measure.ERROR_RATE, row.orNull(errors));
                    add(guardrails, Measure.LATENCY_P95, row.orNull(p95));
                    add(guardrails, Measure.LATENCY_P99, row.orNull(p99));
                    return guardrails;
                };
            });

    private static final List<Guardrail> USUAL_GUARDRAILS = List.of(
            new Guardrail(Measure.ERROR_RATE, 0.005),
            new Guardrail(Measure.LATENCY_P95, 0.02),
            new Guardrail(Measure.LATENCY_P99, 0.01));

    private enum GainName {
        COST,
        BAD_OUTCOME
    }

    private static final Shape<Gain> GAIN = Shapes.record("gain", "What a promotion must show.", fields -> {
        var name = fields.required("name", Shapes.word(GainName.class), "cost or bad_outcome.");
        var saving = fields.optional(
                "min_saving", Shapes.number(0, 1), 0.0, "Saving to be exceeded, as a share of the baseline's cost.");
        return row -> {
            if (row.get(name) == GainName.COST) {
                return new Gain.Cost(row.get(saving));
            }
            if (row.has(saving)) {
                row.problem(saving, "a saving belongs to the gain 'cost'", "remove it, or write name: cost");
            }
            return new Gain.Quality();
        };
    });

    private static final Shape<Metrics> METRICS =
            Shapes.record("group of metrics", "What is compared, registered before it is seen.", fields -> {
                var primary = fields.optional(
                        "primary",
                        PRIMARY,
                        new Primary("bad_outcome", 0.02, 0.02),
                        "The outcome that must not get worse.");
                var guardrails = fields.optional(
                        "guardrails", GUARDRAILS, USUAL_GUARDRAILS, "Measures that must not get worse either.");
                var gain = fields.optional("gain", GAIN, new Gain.Cost(0), "What a promotion must show.");
                return row -> new Metrics(row.get(primary), row.get(guardrails), row.get(gain));
            });

    private static final Shape<Ramp> RAMP = Shapes.record("ramp", "How the share rises.", fields -> {
        var step = fields.required("step", Shapes.number(0.01, 100), "Percent a step.");
        var days = fields.required("every_days", Shapes.number(0.0001, 366), "Days between steps.");
        fields.optional(
                "when", Shapes.word(Map.of("no_harm", "no_harm")), "no_harm", "The condition of a step: no_harm.");
        return row -> new Ramp(row.get(step), Duration.ofMillis(Math.round(row.get(days) * 86_400_000)));
    });

    private static final Shape<ExploreYaml> EXPLORE =
            Shapes.record("exploration", "A share sent to uniformly chosen models.", fields -> {
                var percent = fields.required("percent", PERCENT, "Share of all units, percent.");
                var models = fields.optional(
                        "models", Shapes.list(Shapes.id().located()), List.of(), "Catalog ids to choose from.");
                return row -> {
                    if (row.get(percent) > 0 && row.get(models).isEmpty()) {
                        row.problem(models, "nothing to explore", "name the models, or set percent: 0");
                    }
                    return new ExploreYaml(row.get(percent), row.get(models));
                };
            });

    private static final Shape<Alerts> ALERTS = Shapes.record("alerts", "Who is told.", fields -> {
        var webhook = fields.optional("webhook", Shapes.webAddress(), "Where verdict changes are POSTed.");
        return row -> new Alerts(row.orNull(webhook));
    });

    private record Alerts(@Nullable URI webhook) {}

    static final Shape<RolloutYaml> SHAPE =
            Shapes.record("rollout document", "Who is routed by the candidate, and how it is judged.", fields -> {
                var experiment = fields.required("experiment", Shapes.id(), "What reports call this experiment.");
                var candidate =
                        fields.required("candidate", Shapes.id(), "Id of the candidate that may be rolled out.");
                var phase = fields.required("phase", Shapes.word(Phase.class), "off, shadow, canary, ramp or full.");
                var percent = fields.optional(
                        "percent", PERCENT, 0.0, "The candidate's share of the units outside the hold-out, percent.");
                var holdout = fields.optional("holdout", PERCENT, 0.0, "Share that never leaves the default, percent.");
                var unit = fields.optional("unit", Shapes.word(UnitKind.class), UnitKind.USER, "What is bucketed.");
                var salt = fields.optional(
                        "salt_env",
                        Shapes.environmentName(),
                        "Environment variable of the salt; absent: generated once.");
                var backOff = fields.optional(
                        "back_off",
                        Shapes.list(Shapes.words().located()),
                        List.of(),
                        "Task types sent to the default.");
                var window = fields.optional("window", WINDOW, Window.DEFAULT, "When a unit closes.");
                var maturity = fields.optional(
                        "feedback_hours", HOURS, Duration.ofHours(24), "Hours after its window until a value counts.");
                var metrics = fields.optional(
                        "metrics",
                        METRICS,
                        new Metrics(new Primary("bad_outcome", 0.02, 0.02), USUAL_GUARDRAILS, new Gain.Cost(0)),
                        "What is compared.");
                var alpha = fields.optional("alpha", ALPHA, 0.05, "Error probability of a promotion, over all slices.");
                var harm = fields.optional("harm_alpha", ALPHA, 0.005, "Error probability of a roll-back, per slice.");
                var horizon = fields.optional(
                        "horizon_units", Shapes.wholeNumber(1, Long.MAX_VALUE), 40_000L, "Planned units per slice.");
                var ramp = fields.optional("ramp", RAMP, "How the share rises in phase ramp.");
                var auto =
                        fields.optional("auto_back_off", Shapes.bool(), true, "Back a harmed task type off by itself.");
                var explore = fields.optional("explore", EXPLORE, ExploreYaml.NONE, "Uniform exploration.");
                var alerts = fields.optional("alerts", ALERTS, "Who is told.");
                return row -> {
                    if (row.get(phase) == Phase.RAMP && !row.has(ramp)) {
                        row.problem("phase ramp needs 'ramp'", "add ramp: {step: 15, every_days: 7}");
                    }
                    if (row.get(phase) == Phase.CANARY && row.get(percent) == 0) {
                        row.problem(phase, "a canary of 0 % tests nothing", "set percent, or write phase: shadow");
                    }
                    if (row.get(holdout) + row.get(explore).percent() >= 100) {
                        row.problem(holdout, "hold-out and exploration leave nobody for the experiment", "lower them");
                    }
                    Alerts told = row.orNull(alerts);
                    return new RolloutYaml(
                            row.get(experiment),
                            row.get(candidate),
                            row.get(phase),
                            row.get(percent),
                            row.get(holdout),
                            row.get(unit),
                            row.orNull(salt),
                            row.get(backOff),
                            row.get(window),
                            row.get(maturity),
                            row.get(metrics),
                            row.get(alpha),
                            row.get(harm),
                            row.get(horizon),
                            row.orNull(ramp),
                            row.get(auto),
                            row.get(explore),
                            told == null ? null : told.webhook());
                };
            });

    List<Located<String>> exploredModels() {
        return explore.models();
    }

    Rollout rollout(String contentHash) {
        var backedOff = backOff.stream().map(type -> new TaskType(type.value())).collect(Collectors.toSet());
        return new Rollout(
                experiment,
                candidate,
                new Allocation(phase, percent, holdout, explore.percent(), backedOff),
                unit,
                saltEnv,
                window,
                maturity,
                metrics,
                alpha,
                harmAlpha,
                horizonUnits,
                ramp,
                autoBackOff,
                new Explore(
                        explore.percent(),
                        explore.models().stream()
                                .map(model -> new ModelId(model.value()))
                                .toList()),
                webhook,
                contentHash);
    }

    private static void add(List<Guardrail> guardrails, Measure measure, @Nullable Double margin) {
        if (margin != null) {
            guardrails.add(new Guardrail(measure, margin));
        }
    }
}
