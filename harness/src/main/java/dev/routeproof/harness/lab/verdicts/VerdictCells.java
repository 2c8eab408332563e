package dev.routeproof.harness.lab.verdicts;

import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.ExperimentVerdict;
import dev.routeproof.routing.experiment.LedgerBook;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.Verdict;
import dev.routeproof.stats.simulate.Cell;
import dev.routeproof.stats.simulate.Figure;
import dev.routeproof.stats.simulate.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The truths that verdicts are tried on without anything to find: what must not be promoted, rolled back or believed. */
final class VerdictCells {
    static final double ALPHA = 0.05;
    static final double HARM_ALPHA = 0.005;
    private static final List<Double> RAMP = List.of(5.0, 20.0, 50.0);
    private static final int USERS = 2_500;
    private static final double[] RATES = {0.10, 0.04, 0.20, 0.02, 0.15, 0.07, 0.12, 0.05};

    private VerdictCells() {}

    static List<Cell> cells() {
        UnaryOperator<TrueSlice> cheaper = slice -> slice.costFactor(0.5);
        return List.of(
                nothing("nothing differs, not even the cost: ramp, drift, sticky users", 4, 0.06, slice -> slice),
                nothing(
                        "8 task types × 4 metrics, cheaper, worse by exactly the margin on the primary: ramp",
                        8,
                        0,
                        cheaper.andThen(slice -> slice.harm(TrueRollout.MARGIN))::apply),
                nothing(
                        "8 task types × 4 metrics, cheaper, worse by exactly the margin on errors: ramp",
                        8,
                        0,
                        cheaper.andThen(slice -> slice.moreErrors(TrueRollout.ERROR_MARGIN))::apply),
                atTheMargin(),
                simpson(),
                lostUnits(),
                lostRow());
    }

    static TrueLog log(List<TrueSlice> slices, int users, double drift, List<Double> percents) {
        return new TrueLog(slices, users, 8, percents, 7, 5, drift, 0);
    }

    static double flag(boolean happened) {
        return happened ? 1 : 0;
    }

    static Figure share(String name, String method, Rule rule) {
        return new Figure(name, method, Figure.Kind.SHARE, rule);
    }

    private static List<TrueSlice> slices(int count, UnaryOperator<TrueSlice> change) {
        return IntStream.range(0, count)
                .mapToObj(i -> change.apply(TrueSlice.alike("type-" + i, RATES[i])))
                .toList();
    }

    /** A candidate that must not be promoted anywhere; where it is no worse, it must not be rolled back either. */
    private static Cell nothing(String shape, int count, double drift, UnaryOperator<TrueSlice> change) {
        List<TrueSlice> slices = slices(count, change);
        TrueLog log = log(slices, USERS * (count / 4), drift, RAMP);
        Rollout rollout = TrueRollout.of(0.02);
        boolean harmless = slices.stream().allMatch(slice -> slice.harm() == 0 && slice.moreErrors() == 0);
        var figures = new ArrayList<Figure>();
        figures.add(share("false_promotion", "any task type of a log", new Rule.AtMost(ALPHA)));
        for (TrueSlice slice : slices) {
            figures.add(share(
                    harmless ? "false_roll_back" : "roll_back",
                    slice.taskType().label(),
                    harmless ? new Rule.AtMost(HARM_ALPHA) : new Rule.None()));
        }
        return cell(shape, figures, random -> {
            ExperimentVerdict verdict = TrueRun.judge(log.seed(random.nextLong()), rollout);
            double[] outcome = new double[count + 1];
            outcome[0] = flag(promotes(verdict));
            for (var slice : verdict.slices()) {
                String label = String.valueOf(
                        slice.taskType() == null ? "" : slice.taskType().label());
                int at = Integer.parseInt(label.substring("type-".length()));
                outcome[at + 1] = flag(slice.verdict() == Verdict.ROLL_BACK);
            }
            return outcome;
        });
    }

    /** Enough units to promote, were it not for the margin. */
    private static Cell atTheMargin() {
        TrueLog log = log(slices(1, slice -> slice.costFactor(0.5).harm(TrueRollout.MARGIN)), 12_000, 0, List.of(50.0));
        Rollout rollout = TrueRollout.of(0.02);
        return cell(
                "1 task type, 12,000 users at 50 %, cheaper, worse by exactly the margin on the primary",
                List.of(share("false_promotion", "", new Rule.AtMost(ALPHA))), random ->
                        new double[] {flag(promotes(TrueRun.judge(log.seed(random.nextLong()), rollout)))});
    }

    /** While the share rises, everything gets worse: pooled over epochs the candidate looks worse by ten points. */
    private static Cell simpson() {
        TrueLog log = log(slices(2, slice -> slice), USERS, 0.3, List.of(1.0, 5.0, 20.0, 50.0));
        Rollout rollout = TrueRollout.of(0.02);
        return cell(
                "Simpson's trap: 1 → 5 → 20 → 50 % while the base rate rises by 30 points",
                List.of(
                        share("false_roll_back", "any of 2 task types", new Rule.AtMost(2 * HARM_ALPHA)),
                        share("false_promotion", "any of 2 task types", new Rule.AtMost(ALPHA))),
                random -> {
                    ExperimentVerdict verdict = TrueRun.judge(log.seed(random.nextLong()), rollout);
                    return new double[] {flag(verdict.verdict() == Verdict.ROLL_BACK), flag(promotes(verdict))};
                });
    }

    private static Cell lostUnits() {
        TrueLog log = log(slices(1, slice -> slice.costFactor(0.5)), 8_000, 0, List.of(50.0));
        Rollout rollout = TrueRollout.of(0.02);
        return cell(
                "one candidate unit in seven is missing from a log of 8,000 users at 50 %",
                List.of(share("unhealthy", "verdict", new Rule.AtLeast(0.9))), random -> new double[] {
                    flag(TrueRun.judge(
                                            log.seed(random.nextLong()),
                                            rollout,
                                            new LedgerBook(),
                                            exchange -> exchange.arm() != Arm.CANDIDATE
                                                    || Long.remainderUnsigned(exchange.unit() >>> 1, 7) != 0,
                                            value -> {})
                                    .verdict()
                            == Verdict.UNHEALTHY)
                });
    }

    private static Cell lostRow() {
        TrueLog log = log(slices(2, slice -> slice.costFactor(0.5)), 500, 0, RAMP);
        Rollout rollout = TrueRollout.of(0.02);
        return cell(
                "one row is missing from the ledger",
                List.of(
                        share("unhealthy", "verdict", new Rule.AtLeast(1)),
                        share("unhealthy", "the same log with its row", new Rule.AtMost(2 * HARM_ALPHA))),
                random -> {
                    TrueLog drawn = log.seed(random.nextLong());
                    Map<LedgerBook.Page, Long> assigned = new HashMap<>();
                    drawn.forEach(exchange -> assigned.merge(page(exchange), 1L, Long::sum));
                    boolean[] first = {true};
                    ExperimentVerdict broken = TrueRun.judge(
                            drawn,
                            rollout,
                            new LedgerBook(assigned),
                            exchange -> {
                                boolean kept = !first[0];
                                first[0] = false;
                                return kept;
                            },
                            value -> {});
                    ExperimentVerdict whole =
                            TrueRun.judge(drawn, rollout, new LedgerBook(assigned), kept -> true, value -> {});
                    return new double[] {
                        flag(broken.verdict() == Verdict.UNHEALTHY), flag(whole.verdict() == Verdict.UNHEALTHY)
                    };
                });
    }

    static Cell cell(String shape, List<Figure> figures, Outcome outcome) {
        return new Cell("S3", shape, Double.NaN, Double.NaN, Double.NaN, 0, outcome::of, figures);
    }

    /** What a log came to, one number a figure. */
    interface Outcome {
        double[] of(RandomGenerator random);
    }

    static boolean promotes(ExperimentVerdict verdict) {
        return verdict.slices().stream().anyMatch(slice -> slice.verdict() == Verdict.PROMOTE);
    }

    private static LedgerBook.Page page(Exchange exchange) {
        return new LedgerBook.Page(exchange.arm(), exchange.slice(), exchange.epoch());
    }
}
