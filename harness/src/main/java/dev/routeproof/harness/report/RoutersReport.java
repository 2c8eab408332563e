package dev.routeproof.harness.report;

import dev.routeproof.harness.routers.Routers;
import dev.routeproof.harness.routers.RoutersWords;
import dev.routeproof.harness.routers.Scored;
import dev.routeproof.reports.page.RoutersPage;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.RecoveredGap;
import dev.routeproof.reports.view.RouterField;
import dev.routeproof.reports.view.RoutersView;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Table.Cell;
import dev.routeproof.reports.view.Table.Column;
import dev.routeproof.reports.view.Tone;
import dev.routeproof.stats.router.Recovery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The report on routers of one run. */
public final class RoutersReport {
    private static final Figures FIGURES = new Figures();
    private static final String COST = "USD per 1,000 prompts";
    private static final int MOST_POINTS = 200;

    private final Routers routers;
    private final String mode;

    private RoutersReport(Routers routers, String mode) {
        this.routers = routers;
        this.mode = mode;
    }

    /** Writes the report to {@code out}, an HTML file; {@code command} is what reproduces it. */
    public static void write(Routers routers, String mode, String command, Path out) {
        ReportFile.write(RoutersPage.render(new RoutersReport(routers, mode).view(command)), out);
    }

    private RoutersView view(String command) {
        List<String> sentences = new ArrayList<>();
        routers.routers().forEach(router -> {
            sentences.add(RoutersWords.verdict(router, mode));
            sentences.add(RoutersWords.losses(routers, router, mode));
        });
        List<String> remarks = new ArrayList<>();
        routers.routers().forEach(router -> remarks.addAll(router.remarks()));
        routers.notTried().forEach(one -> remarks.add(one.id() + " was not compared. " + one.reason()));
        return new RoutersView(
                RoutersTop.head(routers),
                RoutersTop.banner(routers, mode),
                RoutersTop.health(routers),
                field(),
                sentences,
                board(),
                gap(),
                modes(),
                losses(),
                remarks,
                RoutersTop.method(routers, command));
    }

    private RouterField field() {
        List<RouterField.Point> points = new ArrayList<>();
        routers.singles()
                .forEach(single -> point(single.model(), RouterField.Kind.MODEL, single.cost(), single.accuracy())
                        .ifPresent(points::add));
        routers.routers()
                .forEach(router -> router.ways()
                        .forEach(way -> point(
                                        router.id() + " " + way.name(),
                                        RouterField.Kind.ROUTER,
                                        way.cost().value(),
                                        way.accuracy())
                                .ifPresent(points::add)));
        Double oracle = routers.oracle().cost();
        if (oracle != null) {
            double accuracy = routers.oracle().accuracy();
            points.add(new RouterField.Point(
                    "oracle",
                    RouterField.Kind.ORACLE,
                    oracle,
                    new Measure.Measured(accuracy, accuracy, accuracy, routers.n())));
        }
        return new RouterField(
                COST,
                routers.zero().stream()
                        .map(corner -> new RouterField.Corner(corner.cost(), corner.quality()))
                        .toList(),
                points);
    }

    private Optional<RouterField.Point> point(
            String name, RouterField.Kind kind, @Nullable Double cost, Scored accuracy) {
        Double value = accuracy.value();
        if (cost == null || value == null) {
            return Optional.empty();
        }
        Double low = accuracy.low();
        Double high = accuracy.high();
        return Optional.of(new RouterField.Point(
                name,
                kind,
                cost,
                new Measure.Measured(value, low == null ? value : low, high == null ? value : high, routers.n())));
    }

    private Table board() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Routers.Router router : routers.routers()) {
            Routers.Way way = router.way(mode);
            rows.add(List.of(
                    Cell.of(router.id(), way.name()),
                    share(way.accuracy()),
                    Cell.of(FIGURES.usd(way.cost().value())),
                    over(way),
                    decimal(router.aiq()),
                    decimal(router.apgr()),
                    share(router.cpt50()),
                    share(router.cpt80()),
                    decimal(way.arena())));
        }
        rows.add(List.of(
                Cell.of("mix of single models", "Zero router"),
                none(),
                none(),
                none(),
                decimal(routers.zeroAiq()),
                Cell.of("0.500", "by definition"),
                Cell.of(FIGURES.percent(0.5)),
                Cell.of(FIGURES.percent(0.8)),
                none()));
        for (Routers.Single single : routers.singles()) {
            rows.add(List.of(
                    Cell.of(
                            single.model(),
                            single.model().equals(routers.best().model()) ? "best single model" : "model"),
                    share(single.accuracy()),
                    Cell.of(FIGURES.usd(single.cost())),
                    none(),
                    none(),
                    none(),
                    none(),
                    none(),
                    Cell.of(FIGURES.decimal(single.arena(), 3))));
        }
        rows.add(List.of(
                Cell.of("oracle", "cheapest right model"),
                Cell.of(FIGURES.percent(routers.oracle().accuracy())),
                Cell.of(FIGURES.usd(routers.oracle().cost())),
                none(),
                none(),
                none(),
                none(),
                none(),
                none()));
        return new Table(
                "score-table",
                "Routers, single models and oracle with their scores",
                List.of(
                        Column.text("Router"),
                        Column.number("Accuracy"),
                        Column.number("$ / 1,000"),
                        Column.number("Over the mix"),
                        Column.number("AIQ"),
                        Column.number("APGR"),
                        Column.number("CPT 50 %"),
                        Column.number("CPT 80 %"),
                        Column.number("Arena")),
                rows);
    }

    private Table modes() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Routers.Router router : routers.routers()) {
            for (Routers.Way way : router.ways()) {
                rows.add(List.of(
                        Cell.of(router.id(), way.name()),
                        share(way.accuracy()),
                        Cell.of(FIGURES.usd(way.cost().value())),
                        over(way),
                        decimal(way.arena()),
                        share(way.optimalSelection()),
                        share(way.optimalAccuracy()),
                        share(way.optimalCost()),
                        Cell.of(FIGURES.percent(way.robustness()))));
            }
        }
        return new Table(
                "modes",
                "Routers in every mode",
                List.of(
                        Column.text("Router"),
                        Column.number("Accuracy"),
                        Column.number("$ / 1,000"),
                        Column.number("Over the mix"),
                        Column.number("Arena"),
                        Column.number("Optimal selection"),
                        Column.number("Optimal accuracy"),
                        Column.number("Optimal cost"),
                        Column.number("Robustness")),
                rows);
    }

    private Table losses() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Routers.Router router : routers.routers()) {
            for (Routers.Way way : router.ways()) {
                Double accuracy = way.accuracy().value();
                rows.add(List.of(
                        Cell.of(router.id(), way.name()),
                        accuracy == null
                                ? none()
                                : Cell.of(FIGURES.points(routers.oracle().accuracy() - accuracy)),
                        points(way.classifierRegret()),
                        points(way.tableRegret())));
            }
        }
        rows.add(List.of(
                Cell.of("best table", "chosen with hindsight"),
                Cell.of(lost(routers.oracle().accuracy() - routers.byTaskType())),
                none(),
                Cell.of(lost(routers.oracle().accuracy() - routers.byTaskType()))));
        return new Table(
                "losses",
                "Accuracy lost to the oracle by router and mode",
                List.of(
                        Column.text("Router"),
                        Column.number("Behind the oracle, points"),
                        Column.number("By wrong labels"),
                        Column.number("By the table")),
                rows);
    }

    private RecoveredGap gap() {
        return new RecoveredGap(
                routers.weak(),
                routers.strong(),
                routers.routers().stream().flatMap(RoutersReport::curve).toList());
    }

    private static Stream<RecoveredGap.Curve> curve(Routers.Router router) {
        Recovery recovery = router.recovery();
        if (recovery == null || !recovery.defined()) {
            return Stream.empty();
        }
        int last = recovery.corners() - 1;
        int points = Math.min(last, MOST_POINTS);
        return Stream.of(new RecoveredGap.Curve(
                router.id(),
                IntStream.rangeClosed(0, points)
                        .map(i -> points == 0 ? 0 : (int) Math.round((double) i * last / points))
                        .mapToObj(corner -> new RecoveredGap.Point(recovery.share(corner), recovery.recovered(corner)))
                        .toList()));
    }

    private static Cell over(Routers.Way way) {
        return points(way.overZero())
                .toned(
                        switch (RoutersWords.Standing.of(way)) {
                            case ABOVE -> Tone.GOOD;
                            case BELOW -> Tone.BAD;
                            case UNCLEAR, NOT_PRICED -> Tone.NEUTRAL;
                        });
    }

    private static Cell share(Scored scored) {
        return cell(scored, FIGURES::percent);
    }

    private static Cell points(Scored scored) {
        return cell(scored, FIGURES::points);
    }

    private static Cell decimal(Scored scored) {
        return cell(scored, number -> FIGURES.decimal(number, 3));
    }

    private static Cell cell(Scored scored, Function<@Nullable Double, String> figure) {
        return scored.low() == null
                ? Cell.of(figure.apply(scored.value()))
                : Cell.of(
                        figure.apply(scored.value()),
                        figure.apply(scored.low()) + " to " + figure.apply(scored.high()));
    }

    /** Points; nothing lost is 0.0, and what is gained is negative. */
    private static String lost(@Nullable Double share) {
        return share == null ? Figures.NONE : FIGURES.decimal(100 * share, 1);
    }

    private static Cell none() {
        return Cell.of("");
    }
}
