package dev.routeproof.reports.page;

import dev.routeproof.reports.view.Banner;
import dev.routeproof.reports.view.BenchView;
import dev.routeproof.reports.view.ClassifierPart;
import dev.routeproof.reports.view.Disagreement;
import dev.routeproof.reports.view.Forest;
import dev.routeproof.reports.view.Frontier;
import dev.routeproof.reports.view.Head;
import dev.routeproof.reports.view.HealthItem;
import dev.routeproof.reports.view.HeatMap;
import dev.routeproof.reports.view.Latency;
import dev.routeproof.reports.view.Leaderboard;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.Method;
import dev.routeproof.reports.view.RouteTable;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Tone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bench report of eight made-up models on four task types; every number follows from the table below. */
final class BenchFixture {
    private static final List<String> TASKS = List.of("simple", "code", "reasoning", "complex");

    /** Quality by task type, then cost of 1,000 prompts in dollars and p50 in milliseconds. */
    private record Made(String id, String tier, double[] quality, double cost, double p50) {}

    private static final List<Made> MODELS = List.of(
            new Made("atlas-frontier", "frontier", new double[] {.962, .884, .861, .802}, 9.84, 2310),
            new Made("boreal-pro", "frontier", new double[] {.951, .902, .823, .771}, 6.12, 1840),
            new Made("cedar-large", "large", new double[] {.948, .861, .774, .716}, 2.35, 1220),
            new Made("delta-70b", "large", new double[] {.944, .803, .731, .655}, .71, 940),
            new Made("ember-code", "medium", new double[] {.871, .889, .602, .531}, .54, 610),
            new Made("fjord-mini", "small", new double[] {.941, .742, .624, .548}, .29, 480),
            new Made("gale-8b", "small", new double[] {.902, .561, .455, .402}, .048, 190),
            new Made("harbor-free", "small", new double[] {.803, .418, .361, .322}, .021, 260));

    private BenchFixture() {}

    private static ClassifierPart classifier() {
        return new ClassifierPart(
                "q4-hybrid",
                "Where the given label picks the model instead of the true one, balanced mode loses 0.4 points and saves"
                        + " $0.12 per 1,000 prompts.",
                List.of(
                        new Banner.KeyFigure("95.1 %", "right label", "93.2 % to 96.6 % of 992 prompts"),
                        new Banner.KeyFigure("−0.4 points", "quality by wrong labels", "−0.9 to +0.1, balanced")),
                new Table(
                        "confusion",
                        "True label by given label",
                        List.of(Table.Column.text("True label"), Table.Column.text("given code")),
                        List.of(List.of(
                                Table.Cell.of("reasoning", "248 prompts"),
                                Table.Cell.of("12", "loses 8.1 points, $0.40 less")
                                        .toned(Tone.BAD)))),
                new Table(
                        "regret",
                        "Quality and cost per mode",
                        List.of(Table.Column.text("Mode"), Table.Column.number("Difference")),
                        List.of(List.of(Table.Cell.of("balanced"), Table.Cell.of("−0.4", "−0.9 to +0.1")))),
                List.of("Stages asked: rules, linear."));
    }

    static BenchView view() {
        return new BenchView(
                new Head(
                        "Bench",
                        "Eight models on four task types",
                        "run-20261122-0519-7f3a",
                        Instant.parse("2026-11-22T05:19:00Z"),
                        true,
                        false,
                        List.of("8 models", "992 prompts", "7,936 calls", "catalog models.yaml")),
                new Banner(
                        Tone.GOOD,
                        "The evidence supports 5 changes",
                        "The proposed table costs 61 % less than the current one on these prompts and stays within each"
                                + " mode's margin of the best model. Seven cells stay as they are; for one of them the"
                                + " data are too few.",
                        List.of(
                                new Banner.KeyFigure(
                                        "61 %", "saving, balanced mode", "$1.10 instead of $2.81 per 1,000 prompts"),
                                new Banner.KeyFigure(
                                        "−0.4", "points of quality, balanced mode", "95 % interval −1.6 to +0.8"),
                                new Banner.KeyFigure("5 of 12", "cells change", "6 kept, 1 needs more prompts"),
                                new Banner.KeyFigure("$18.42", "spent on this run", "budget $25.00"))),
                health(),
                frontier(),
                forest(),
                leaderboard(),
                routes(),
                classifier(),
                new HeatMap(
                        TASKS,
                        MODELS.stream()
                                .map(m -> new HeatMap.Row(m.id, cells(m)))
                                .toList()),
                latency(),
                List.of(HostileText.disagreement(), wordProblem()),
                method());
    }

    private static List<Measure> cells(Made model) {
        List<Measure> cells = new ArrayList<>();
        for (int t = 0; t < TASKS.size(); t++) {
            cells.add(
                    model.id.equals("ember-code") && t == 3
                            ? new Measure.Missing("context too short")
                            : measured(model.quality[t], model.id.equals("harbor-free") && t == 3 ? 22 : 248));
        }
        return cells;
    }

    private static Measure.Measured measured(double value, long n) {
        double half = 1.96 * Math.sqrt(value * (1 - value) / n);
        return new Measure.Measured(value, Math.max(0, value - half), Math.min(1, value + half), n);
    }

    private static double mean(Made model) {
        return (model.quality[0] + model.quality[1] + model.quality[2] + model.quality[3]) / 4;
    }

    private static List<HealthItem> health() {
        return List.of(
                new HealthItem("Calls", "7,936 of 7,936", Tone.GOOD, "Every planned call has an outcome."),
                new HealthItem("Failed calls", "17 (0.2 %)", Tone.GOOD, "Counted apart; never scored as wrong."),
                new HealthItem("Refused", "4", Tone.GOOD, "Three of them by gale-8b."),
                new HealthItem("Unscored", "62 (0.8 %)", Tone.WATCH, "No answer could be read out of them."),
                new HealthItem("Costs", "reported", Tone.GOOD, "Token counts come from the providers."),
                new HealthItem("Models", "simulated", Tone.WATCH, "Nothing here says how a real model behaves."));
    }

    private static Frontier frontier() {
        List<Frontier.Panel> panels = new ArrayList<>();
        panels.add(panel("all task types", -1));
        for (int t = 0; t < TASKS.size(); t++) {
            panels.add(panel(TASKS.get(t), t));
        }
        return new Frontier("USD per 1,000 prompts", panels);
    }

    private static Frontier.Panel panel(String title, int task) {
        List<Frontier.Point> points = new ArrayList<>();
        for (Made model : MODELS) {
            double quality = task < 0 ? mean(model) : model.quality[task];
            boolean beaten = MODELS.stream()
                    .anyMatch(o -> o.cost < model.cost && (task < 0 ? mean(o) : o.quality[task]) >= quality);
            points.add(new Frontier.Point(
                    model.id,
                    model.cost,
                    model.id.equals("harbor-free"),
                    measured(quality, task < 0 ? 992 : 248),
                    !beaten,
                    model.id.equals("boreal-pro")));
        }
        return new Frontier.Panel(title, points);
    }

    private static Forest forest() {
        Made baseline = MODELS.get(1);
        List<Forest.Panel> panels = new ArrayList<>();
        for (int t = 0; t < TASKS.size(); t++) {
            List<Forest.Row> rows = new ArrayList<>();
            for (Made model : MODELS) {
                if (model != baseline) {
                    rows.add(row(model.id, model.quality[t] - baseline.quality[t]));
                }
            }
            panels.add(new Forest.Panel(TASKS.get(t), 0.02, true, rows));
        }
        return new Forest(baseline.id, "quality", panels);
    }

    private static Forest.Row row(String label, double difference) {
        double low = difference - 0.024;
        double high = difference + 0.024;
        Forest.Conclusion conclusion = low > 0
                ? Forest.Conclusion.BETTER
                : high < 0
                        ? Forest.Conclusion.WORSE
                        : low > -0.02 ? Forest.Conclusion.WITHIN_MARGIN : Forest.Conclusion.UNCLEAR;
        return new Forest.Row(label, new Measure.Measured(difference, low, high, 248), conclusion);
    }

    private static Leaderboard leaderboard() {
        List<Leaderboard.Row> rows = new ArrayList<>();
        for (int t = -1; t < TASKS.size(); t++) {
            for (Made m : MODELS) {
                long n = t < 0 ? 992 : 248;
                rows.add(new Leaderboard.Row(
                        t < 0 ? Leaderboard.ALL : TASKS.get(t),
                        m.id,
                        m.tier,
                        m.id.equals("boreal-pro"),
                        measured(t < 0 ? mean(m) : m.quality[t], n - 2),
                        m.cost,
                        m.id.equals("harbor-free"),
                        m.p50,
                        m.p50 * 2.4,
                        m.p50 * 3.9,
                        m.id.equals("harbor-free") ? null : m.p50 * 0.22,
                        new Leaderboard.States(n - 2, 1, m.id.equals("gale-8b") ? 3 : 0, 0, t < 0 ? 2 : 0, 0)));
            }
        }
        return new Leaderboard(rows);
    }

    private static RouteTable routes() {
        return new RouteTable(
                "2026-q3",
                null,
                List.of("eco", "balanced", "sport"),
                List.of(
                        new RouteTable.Row(
                                "simple",
                                List.of(
                                        cell(
                                                "fjord-mini",
                                                "fjord-mini",
                                                RouteTable.State.KEPT,
                                                "Kept: already the cheapest within 5 points of the best.",
                                                .99,
                                                .941,
                                                null),
                                        cell(
                                                "boreal-pro",
                                                "fjord-mini",
                                                RouteTable.State.CHANGED,
                                                "Within 2 points of the best with 93 % probability, and of boreal-pro with 95 %.",
                                                .93,
                                                .941,
                                                .953),
                                        cell(
                                                "atlas-frontier",
                                                "atlas-frontier",
                                                RouteTable.State.KEPT,
                                                "Kept: the best, and no near-tie is faster.",
                                                .71,
                                                .962,
                                                null))),
                        new RouteTable.Row(
                                "code",
                                List.of(
                                        cell(
                                                "cedar-large",
                                                "ember-code",
                                                RouteTable.State.CHANGED,
                                                "Within 5 points of the best with 99 % probability; saves 77 %.",
                                                .99,
                                                .889,
                                                .770),
                                        cell(
                                                "boreal-pro",
                                                "ember-code",
                                                RouteTable.State.CHANGED,
                                                "Within 2 points of the best with 91 % probability; saves 91 %.",
                                                .91,
                                                .889,
                                                .912),
                                        cell(
                                                "boreal-pro",
                                                "boreal-pro",
                                                RouteTable.State.KEPT,
                                                "Kept: within noise. ember-code is a near-tie and not yet told apart.",
                                                .62,
                                                .902,
                                                null))),
                        new RouteTable.Row(
                                "reasoning",
                                List.of(
                                        cell(
                                                "boreal-pro",
                                                "boreal-pro",
                                                RouteTable.State.KEPT,
                                                "Kept: already the cheapest within 5 points of the best.",
                                                .94,
                                                .823,
                                                null),
                                        cell(
                                                "boreal-pro",
                                                "boreal-pro",
                                                RouteTable.State.UNDECIDED,
                                                "Kept: not enough data, about 350 more prompts.",
                                                .41,
                                                .823,
                                                null),
                                        cell(
                                                "boreal-pro",
                                                "atlas-frontier",
                                                RouteTable.State.CHANGED,
                                                "Better than boreal-pro with 98 % probability.",
                                                .97,
                                                .861,
                                                -.608))),
                        new RouteTable.Row(
                                "complex",
                                List.of(
                                        cell(
                                                "atlas-frontier",
                                                "boreal-pro",
                                                RouteTable.State.CHANGED,
                                                "Within 5 points of the best with 90 % probability; saves 38 %.",
                                                .90,
                                                .771,
                                                .378),
                                        cell(
                                                "atlas-frontier",
                                                "atlas-frontier",
                                                RouteTable.State.KEPT,
                                                "Kept: within noise.",
                                                .95,
                                                .802,
                                                null),
                                        cell(
                                                "atlas-frontier",
                                                "atlas-frontier",
                                                RouteTable.State.KEPT,
                                                "Kept: the best.",
                                                .96,
                                                .802,
                                                null)))));
    }

    private static RouteTable.Cell cell(
            String current,
            String proposed,
            RouteTable.State state,
            String reason,
            double probability,
            double quality,
            @Nullable Double saving) {
        return new RouteTable.Cell(
                current,
                proposed,
                state,
                reason,
                248,
                List.of("atlas-frontier", "boreal-pro", proposed),
                probability,
                measured(quality, 248),
                saving);
    }

    private static Latency latency() {
        List<Double> edges = new ArrayList<>();
        for (int i = 0; i <= 48; i++) {
            edges.add(60 * Math.pow(15_000.0 / 60, i / 48.0));
        }
        List<Latency.Row> rows = new ArrayList<>();
        for (Made m : MODELS) {
            if (m.id.equals("harbor-free")) {
                rows.add(new Latency.Row(m.id, List.of(), null, null, null, null, 0));
                continue;
            }
            List<Long> counts = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                double z = Math.log(Math.sqrt(edges.get(i) * edges.get(i + 1)) / m.p50) / 0.42;
                counts.add(Math.round(120 * Math.exp(-z * z / 2) * (1 + 0.12 * Math.sin(i * 2.7))));
            }
            rows.add(new Latency.Row(m.id, counts, m.p50, m.p50 * 2.0, m.p50 * 2.7, m.p50 * .22, 992));
        }
        return new Latency(edges, rows);
    }

    private static Disagreement wordProblem() {
        return new Disagreement(
                "apples-12",
                "word-problems",
                "reasoning",
                "Two of the cheapest models are right where the most expensive one is wrong.",
                "A grower packs 7 crates of 24 apples. She sells a third of them in the morning and 31 in the afternoon. How many are left?",
                "81",
                List.of(
                        new Disagreement.Side(
                                "atlas-frontier",
                                "wrong",
                                0.0,
                                "86",
                                "86 is not 81",
                                "7 × 24 = 168. A third is 56, so 112 remain.\n112 − 26 = 86.\n\n#### 86"),
                        new Disagreement.Side(
                                "gale-8b", "right", 1.0, "81", "81 equals 81", "168 − 56 − 31 = 81\n#### 81"),
                        new Disagreement.Side(
                                "fjord-mini",
                                "unscored",
                                null,
                                null,
                                "no number in the answer",
                                "She has some apples left, it depends on the crates.")));
    }

    private static Method method() {
        return new Method(
                "harness bench --catalog models.yaml --seed 42",
                List.of(
                        new Method.Fact("Routeproof", "0.1.0"),
                        new Method.Fact("seed", "42"),
                        new Method.Fact("catalog", "sha-256 4be1…90aa"),
                        new Method.Fact("repeats", "1")),
                List.of(
                        new Method.Definition(
                                "quality",
                                "Mean score over scored answers, [0,1]; samples of one prompt are averaged first."),
                        new Method.Definition(
                                "interval",
                                "95 %. Pass/fail: Jeffreys. Scores, repeats and clusters: cluster-aware standard error."),
                        new Method.Definition(
                                "difference", "Paired on the same prompts. Pass/fail: Newcombe's paired interval."),
                        new Method.Definition(
                                "tied", "Models that a 95 % comparison with the best cannot exclude (Hsu 1984).")),
                List.of(
                        new Method.Source("word-problems", "MIT", 124, "9d1c22e0"),
                        new Method.Source("extraction", "MIT", 124, "07fa3be1")));
    }
}
