package dev.routeproof.routing.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.classify.TaskType;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExperimentMonitorTest {
    @Test
    void aCheaperCandidateThatHarmsNobodyIsPromoted() {
        ExperimentVerdict verdict =
                judge(new Logs(1).ramp(7, 20, 50).users(6_000, 1.5).saving(0.5));
        assertThat(verdict.verdict()).isEqualTo(Verdict.PROMOTE);
        assertThat(slice(verdict, Logs.SIMPLE).reason())
                .startsWith("simple is no worse than the registered margins on every metric and costs 50 % less");
    }

    @Test
    void harmInOneTaskTypeRollsBackThatOneAlone() {
        ExperimentVerdict verdict =
                judge(new Logs(2).ramp(7, 20, 50).users(6_000, 1.5).harm(Logs.CODE, 0.12));
        assertThat(slice(verdict, Logs.CODE).verdict()).isEqualTo(Verdict.ROLL_BACK);
        assertThat(slice(verdict, Logs.CODE).reason()).contains("bad_outcome is worse under the candidate on code");
        assertThat(slice(verdict, Logs.SIMPLE).verdict()).isNotEqualTo(Verdict.ROLL_BACK);
        assertThat(verdict.verdict()).isEqualTo(Verdict.ROLL_BACK);
    }

    @Test
    void withoutASavingNothingIsPromoted() {
        assertThat(judge(new Logs(3).ramp(7, 20, 50).users(3_000, 1).saving(0)).verdict())
                .isEqualTo(Verdict.HOLD);
    }

    @Test
    void aRampOverADriftingBaseRateIsNotMistakenForHarm() {
        // Pooled over epochs the candidate looks worse by several points: its units come late, when everything is
        // worse.
        int rolledBack = 0;
        for (int seed = 0; seed < 30; seed++) {
            var verdict =
                    judge(new Logs(100 + seed).ramp(3, 1, 5, 20, 50).drift(0.3).users(1_500, 1));
            rolledBack += verdict.verdict() == Verdict.ROLL_BACK ? 1 : 0;
        }
        assertThat(rolledBack).isLessThanOrEqualTo(1);
    }

    @Test
    void aTaskTypeThatIsRoutedAlikeIsNoChangeAndDoesNotCount() {
        var rollout = Logs.rollout();
        var logs = new Logs(1).ramp(7, 20, 50).users(6_000, 1.5);
        var monitor =
                new ExperimentMonitor(rollout, new LinkedHashSet<>(), new LedgerBook(), logs.end() + 9 * Logs.DAY);
        for (Exchange exchange : logs.exchanges()) {
            monitor.observe(with(exchange, !Logs.CODE.equals(exchange.slice()), exchange.arm()));
        }
        ExperimentVerdict verdict = monitor.finish();
        assertThat(slice(verdict, Logs.CODE).verdict()).isEqualTo(Verdict.NO_CHANGE);
        assertThat(verdict.verdict()).isEqualTo(Verdict.PROMOTE);
    }

    @Test
    void theCourseKeepsTheEpochsTheMomentOfHarmAndAtMostAFewHundredPoints() {
        var logs = new Logs(2).ramp(7, 20, 50).users(6_000, 1.5).harm(Logs.CODE, 0.12);
        var monitor = new ExperimentMonitor(
                Logs.rollout(), new LinkedHashSet<>(), new LedgerBook(), logs.end() + 9 * Logs.DAY);
        logs.exchanges().forEach(monitor::observe);
        ExperimentVerdict verdict = monitor.finish();
        Course course = monitor.course();
        assertThat(course.epochs()).hasSize(2).isSortedAccordingTo((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
        assertThat(course.slices())
                .allSatisfy(slice -> assertThat(slice.points())
                        .hasSizeBetween(125, 258)
                        .isSortedAccordingTo((a, b) -> Long.compare(a.units(), b.units())));
        for (Course.Slice slice : course.slices()) {
            boolean crossed = slice.points().stream()
                    .anyMatch(point -> point.harm() >= -Math.log(Logs.rollout().harmAlpha()));
            SliceVerdict judged = slice(verdict, slice.taskType());
            assertThat(crossed).isEqualTo(judged.verdict() == Verdict.ROLL_BACK);
            assertThat(slice.points().getLast().units()).isEqualTo(judged.controlUnits() + judged.candidateUnits());
        }
    }

    @Test
    void oneLostExchangeMakesTheLogUnhealthyAndHidesTheNumbers() {
        var logs = new Logs(4).ramp(2, 20).users(500, 1);
        List<Exchange> exchanges = logs.exchanges();
        Map<LedgerBook.Page, Long> assigned = new HashMap<>();
        for (Exchange exchange : exchanges) {
            assigned.merge(new LedgerBook.Page(exchange.arm(), exchange.slice(), exchange.epoch()), 1L, Long::sum);
        }
        assertThat(judge(exchanges, new LedgerBook(assigned), logs.end()).verdict())
                .isEqualTo(Verdict.HOLD);
        ExperimentVerdict broken = judge(exchanges.subList(1, exchanges.size()), new LedgerBook(assigned), logs.end());
        assertThat(broken.verdict()).isEqualTo(Verdict.UNHEALTHY);
        assertThat(broken.reason()).startsWith("The ledger does not balance: ");
        assertThat(broken.slices())
                .allSatisfy(slice -> assertThat(slice.metrics()).isEmpty());
    }

    @Test
    void unitsMissingInOneArmAreFoundBySampleRatio() {
        var logs = new Logs(5).ramp(7, 50).users(8_000, 1);
        var kept = logs.exchanges().stream()
                .filter(exchange -> exchange.arm() != Arm.CANDIDATE || exchange.unit() % 5 != 0)
                .toList();
        ExperimentVerdict verdict = judge(kept, new LedgerBook(), logs.end());
        assertThat(verdict.verdict()).isEqualTo(Verdict.UNHEALTHY);
        assertThat(verdict.reason()).contains("other proportions");
    }

    @Test
    void feedbackThatIsLostInOneArmIsNotTakenForQuality() {
        var logs = new Logs(8).ramp(7, 50).users(6_000, 1);
        var lost = logs.exchanges().stream()
                .map(exchange -> liked(exchange, exchange.atMillis() % 10 < (exchange.arm() == Arm.CANDIDATE ? 1 : 3)))
                .toList();
        ExperimentVerdict verdict = judge(lost, new LedgerBook(), logs.end());
        assertThat(verdict.verdict()).isEqualTo(Verdict.UNHEALTHY);
        assertThat(verdict.reason()).contains("Good feedback arrives more than a fifth less often");
        var equal = logs.exchanges().stream()
                .map(exchange -> liked(exchange, exchange.atMillis() % 10 < 3))
                .toList();
        assertThat(judge(equal, new LedgerBook(), logs.end()).verdict()).isNotEqualTo(Verdict.UNHEALTHY);
    }

    @Test
    void latenciesMissingInOneArmMakeItsSpeedUnbelievable() {
        var logs = new Logs(9).ramp(7, 50).users(6_000, 1);
        var missing = logs.exchanges().stream()
                .map(exchange -> exchange.arm() == Arm.CANDIDATE && exchange.atMillis() % 5 == 0
                        ? latency(exchange, Double.NaN)
                        : exchange)
                .toList();
        assertThat(judge(missing, new LedgerBook(), logs.end()).reason())
                .contains("Latencies of completed requests are missing more often in one arm");
    }

    @Test
    void aClassifierThatFailsInOneArmIsFoundThoughNothingIsRoutedThere() {
        var logs = new Logs(10).ramp(7, 50).users(6_000, 1);
        var failing = logs.exchanges().stream()
                .map(exchange -> exchange.unit() % (exchange.arm() == Arm.CANDIDATE ? 3 : 5) == 0
                        ? unclassified(exchange)
                        : exchange)
                .toList();
        ExperimentVerdict verdict = judge(failing, new LedgerBook(), logs.end());
        assertThat(verdict.verdict()).isEqualTo(Verdict.UNHEALTHY);
        assertThat(verdict.reason()).contains("The classifier fails in other proportions");
    }

    @Test
    void otherThreadsForTheValuesChangeNothing() {
        var logs = new Logs(11).ramp(7, 20, 50).users(6_000, 1).harm(Logs.CODE, 0.05);
        List<Exchange> exchanges = logs.exchanges();
        long end = logs.end() + 9 * Logs.DAY;
        try (ExecutorService values = Executors.newFixedThreadPool(3)) {
            var monitor = new ExperimentMonitor(
                    Logs.rollout(), new LinkedHashSet<>(), new LedgerBook(), end, value -> {}, values);
            exchanges.forEach(monitor::observe);
            assertThat(monitor.finish()).isEqualTo(judge(exchanges, new LedgerBook(), logs.end()));
        }
    }

    @Test
    void aSliceWithoutUnitsIsOpenAndNotUnchanged() {
        var logs = new Logs(12).ramp(7, 50).users(500, 1);
        var nameless =
                logs.exchanges().stream().map(exchange -> withoutUnit(exchange)).toList();
        ExperimentVerdict verdict = judge(nameless, new LedgerBook(), logs.end());
        assertThat(verdict.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(verdict.reason()).contains("names a unit");
        assertThat(verdict.slices())
                .allSatisfy(slice -> assertThat(slice.verdict()).isIn(Verdict.HOLD, Verdict.NO_CHANGE));
    }

    private static Exchange withoutUnit(Exchange exchange) {
        return new Exchange(
                exchange.atMillis(),
                0,
                exchange.arm(),
                exchange.epoch(),
                exchange.propensities(),
                exchange.slice(),
                exchange.differs(),
                exchange.status(),
                exchange.bad(),
                exchange.latencyMillis(),
                exchange.costUsd());
    }

    @Test
    void unitsThatChangeTheirArmWithoutAReasonAreNotBelieved() {
        var logs = new Logs(6).ramp(3, 50, 50).users(2_000, 2);
        var flipped = logs.exchanges().stream()
                .map(exchange -> exchange.epoch() == 1 && exchange.unit() % 2 == 0
                        ? with(exchange, true, exchange.arm() == Arm.CANDIDATE ? Arm.CONTROL : Arm.CANDIDATE)
                        : exchange)
                .toList();
        assertThat(judge(flipped, new LedgerBook(), logs.end()).reason())
                .contains("a sticky assignment could not have sent them to");
    }

    @Test
    void aHeldSliceSaysWhatIsStillOpenAndWhatItTakes() {
        SliceVerdict slice = slice(judge(new Logs(7).ramp(7, 10).users(3_000, 1)), Logs.SIMPLE);
        assertThat(slice.verdict()).isEqualTo(Verdict.HOLD);
        assertThat(slice.reason()).startsWith("Not decided for simple").contains("still open: ");
        assertThat(slice.needs()).isNotNull();
    }

    private static ExperimentVerdict judge(Logs logs) {
        return judge(logs.exchanges(), new LedgerBook(), logs.end());
    }

    private static ExperimentVerdict judge(List<Exchange> exchanges, LedgerBook book, long end) {
        var monitor = new ExperimentMonitor(Logs.rollout(), new LinkedHashSet<>(), book, end + 9 * Logs.DAY);
        exchanges.forEach(monitor::observe);
        return monitor.finish();
    }

    private static SliceVerdict slice(ExperimentVerdict verdict, @Nullable TaskType type) {
        return verdict.slices().stream()
                .filter(slice -> type != null && type.equals(slice.taskType()))
                .findFirst()
                .orElseThrow();
    }

    private static Exchange with(Exchange exchange, boolean differs, Arm arm) {
        return new Exchange(
                exchange.atMillis(),
                exchange.unit(),
                arm,
                exchange.epoch(),
                exchange.propensities(),
                exchange.slice(),
                differs,
                exchange.status(),
                exchange.bad(),
                exchange.latencyMillis(),
                exchange.costUsd());
    }

    private static Exchange liked(Exchange exchange, boolean liked) {
        return changed(exchange, exchange.slice(), exchange.differs(), liked, exchange.latencyMillis());
    }

    private static Exchange latency(Exchange exchange, double latencyMillis) {
        return changed(exchange, exchange.slice(), exchange.differs(), false, latencyMillis);
    }

    private static Exchange unclassified(Exchange exchange) {
        return changed(exchange, null, false, false, exchange.latencyMillis());
    }

    private static Exchange changed(
            Exchange exchange, @Nullable TaskType slice, boolean differs, boolean liked, double latencyMillis) {
        return new Exchange(
                exchange.atMillis(),
                exchange.unit(),
                exchange.arm(),
                exchange.epoch(),
                exchange.propensities(),
                slice,
                differs,
                exchange.status(),
                exchange.bad(),
                liked,
                latencyMillis,
                exchange.costUsd());
    }
}
