package dev.routeproof.proxy.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.rollout.LiveRollout.Registered;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Phase;
import dev.routeproof.routing.experiment.RolloutFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the proxy does by itself: backs off where harm is shown, ramps where none is, and asks for a promotion at 100 %. */
class RolloutWatchTest {
    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
    private static final String DOCUMENT = """
            experiment: test
            candidate: next
            phase: ramp
            percent: 50
            holdout: 5
            unit: user
            window: {requests: 3, hours: 24}
            feedback_hours: 24
            metrics:
              primary: {name: bad_outcome, margin: 0.05, mde: 0.1}
              guardrails: {error_rate: {margin: 0.05}}
              gain: {name: bad_outcome}
            ramp: {step: 20, every_days: 7, when: no_harm}
            auto_back_off: true
            """;

    @TempDir
    private Path folder;

    /** A clock that stands where it is put. */
    private static final class Standing extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Standing clock = new Standing();

    private LiveRollout live(String document) {
        return new LiveRollout(
                new Registered(RolloutFile.load("rollout.yaml", document).orThrow(), document, "large"), clock);
    }

    private RolloutWatch watch(LiveRollout live, LoggedTraffic traffic) {
        return new RolloutWatch(
                folder.resolve("p1"),
                live,
                traffic.log(),
                () -> "config",
                Taxonomy.DEFAULT::taskTypes,
                clock,
                Duration.ofHours(1));
    }

    @Test
    void harmBacksOffItsTaskTypeAlone() throws Exception {
        var live = live(DOCUMENT);
        try (var traffic = new LoggedTraffic(folder, START, 1)) {
            traffic.flush(live.start(0, false, "config"));
            String epoch = live.get().epoch();
            var allocation = live.get().allocation();
            for (int i = 0; i < 12; i++) {
                traffic.users(100, epoch, allocation, "code", 0.05, 0.3);
                traffic.users(100, epoch, allocation, "simple", 0.05, 0.05);
            }
            traffic.flush(new Event.Gap(START, START, START, 0, "end"));
            var watch = watch(live, traffic);
            clock.now = traffic.now();
            watch.look();
            assertThat(live.get().allocation().backOff()).containsExactly(new TaskType("code"));
            assertThat(live.get().allocation().percent())
                    .as("one step at a time")
                    .isEqualTo(70);
            assertThat(watch.says()).anyMatch(line -> line.startsWith("backed off: bad_outcome is worse"));
            watch.look();
            assertThat(live.get().ordinal()).as("nothing more to do").isEqualTo(3);
            live.change(live.get().allocation().withBackOff(Set.of()), false, "config", Event.Cause.OPERATOR, "");
            watch.look();
            assertThat(live.get().allocation().backOff())
                    .as("what is lifted while the evidence stays comes back")
                    .containsExactly(new TaskType("code"));
        }
        assertThat(EpochTrail.last(folder.resolve("p1")).orElseThrow().kept().allocation())
                .isEqualTo(live.get().allocation());
    }

    @Test
    void valuesAreNotJudgedBeforeTheirFeedbackIsIn() throws Exception {
        var live = live(DOCUMENT);
        try (var traffic = new LoggedTraffic(folder, START, 2)) {
            traffic.flush(live.start(0, false, "config"));
            traffic.users(280, live.get().epoch(), live.get().allocation(), "code", 0, 1);
            traffic.flush(new Event.Gap(START, START, START, 0, "end"));
            clock.now = traffic.now();
            var judge = new LogJudge(
                    folder.resolve("p1"),
                    RolloutFile.load("rollout.yaml", DOCUMENT).orThrow(),
                    Taxonomy.DEFAULT.taskTypes());
            judge.upTo(START.plus(Duration.ofHours(48)).toEpochMilli());
            assertThat(judge.judged()).isZero();
            judge.upTo(traffic.now().plus(Duration.ofHours(24)).toEpochMilli());
            assertThat(judge.judged()).isPositive().isLessThan(280);
        }
    }

    @Test
    void theVerdictIsTheSameWhetherTheLogIsReadAtOnceOrFollowed() throws Exception {
        var live = live(DOCUMENT);
        var document = RolloutFile.load("rollout.yaml", DOCUMENT).orThrow();
        var followed = new LogJudge(folder.resolve("p1"), document, Taxonomy.DEFAULT.taskTypes());
        try (var traffic = new LoggedTraffic(folder, START, 3)) {
            traffic.flush(live.start(0, false, "config"));
            for (int day = 0; day < 10; day++) {
                traffic.users(144, live.get().epoch(), live.get().allocation(), "code", 0.1, 0.12);
                if (day == 4) {
                    traffic.flush(live.change(
                            new Allocation(Phase.RAMP, 70, 5, Set.of()), false, "config", Event.Cause.OPERATOR, ""));
                }
                traffic.flush(new Event.Gap(START, START, START, 0, "day"));
                followed.upTo(traffic.now().toEpochMilli());
            }
            long end = traffic.now().plus(Duration.ofDays(4)).toEpochMilli();
            var atOnce = new LogJudge(folder.resolve("p1"), document, Taxonomy.DEFAULT.taskTypes());
            assertThat(followed.upTo(end)).isEqualTo(atOnce.upTo(end));
            assertThat(followed.judged()).isEqualTo(atOnce.judged()).isGreaterThan(1_400);
        }
    }

    @Test
    void aRetryIsNoTrialOfItsOwn() throws Exception {
        var live = live(DOCUMENT);
        try (var traffic = new LoggedTraffic(folder, START, 4)) {
            traffic.flush(live.start(0, false, "config"));
            var allocation = live.get().allocation();
            String epoch = live.get().epoch();
            var control = Arm.CONTROL;
            traffic.decision("a", "a", 0, epoch, allocation, control, "code");
            traffic.outcome("a", Event.Status.FAILED);
            traffic.decision("b", "a", 1, epoch, allocation, control, "code");
            traffic.outcome("b", Event.Status.COMPLETED);
            traffic.users(10, epoch, allocation, "code", 0, 0);
            traffic.flush(new Event.Gap(START, START, START, 0, "end"));
            var judge = new LogJudge(
                    folder.resolve("p1"),
                    RolloutFile.load("rollout.yaml", DOCUMENT).orThrow(),
                    Taxonomy.DEFAULT.taskTypes());
            var verdict = judge.upTo(traffic.now().plus(Duration.ofDays(9)).toEpochMilli());
            assertThat(verdict.ledger().failed()).isZero();
            assertThat(verdict.ledger().completed()).isEqualTo(judge.judged());
            assertThat(judge.judged())
                    .as("the last minutes may still be retried")
                    .isEqualTo(10);
        }
    }

    @Test
    void anOutcomeMayBeWrittenBeforeItsDecision() throws Exception {
        var live = live(DOCUMENT);
        try (var traffic = new LoggedTraffic(folder, START, 7)) {
            traffic.flush(live.start(0, false, "config"));
            traffic.outcome("a", Event.Status.COMPLETED);
            traffic.decision("a", "a", 0, live.get().epoch(), live.get().allocation(), Arm.CONTROL, "code");
            traffic.users(3, live.get().epoch(), live.get().allocation(), "code", 0, 0);
            traffic.flush(new Event.Gap(START, START, START, 0, "end"));
            var judge = new LogJudge(
                    folder.resolve("p1"),
                    RolloutFile.load("rollout.yaml", DOCUMENT).orThrow(),
                    Taxonomy.DEFAULT.taskTypes());
            var verdict = judge.upTo(traffic.now().plus(Duration.ofDays(3)).toEpochMilli());
            assertThat(verdict.ledger().completed()).isEqualTo(3);
            assertThat(verdict.ledger().dropped()).isZero();
        }
    }

    @Test
    void theWebhookHearsOfEveryStepAndItsFailureStopsNothing() throws Exception {
        var heard = new ArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(heard.size() == 1 ? 200 : 500, -1);
            exchange.close();
        });
        server.start();
        var live = live(DOCUMENT + "alerts: {webhook: 'http://127.0.0.1:"
                + server.getAddress().getPort() + "/hook'}\n");
        try (var traffic = new LoggedTraffic(folder, START, 8)) {
            traffic.flush(live.start(0, false, "config"));
            alike(traffic, live);
            var watch = watch(live, traffic);
            clock.now = START.plus(Duration.ofDays(7));
            watch.look();
            assertThat(heard).singleElement().asString().contains("\"cause\":\"ramp\"", "\"percent\":70.0");
            clock.now = START.plus(Duration.ofDays(14));
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(90);
            assertThat(watch.says()).anyMatch(line -> line.endsWith("(the webhook answered 500)"));
            watch.look();
            assertThat(watch.says())
                    .as("an alert that failed is seen later, too")
                    .contains("nobody was told of epoch " + live.get().epoch() + ": the webhook answered 500");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aWebhookThatNeverEndsItsAnswerIsNotWaitedFor() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var traffic = new LoggedTraffic(folder, START, 10)) {
            Thread.ofVirtual().start(() -> {
                try {
                    Socket told = server.accept();
                    var unused = told.getInputStream().read(new byte[4_096]);
                    told.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nok"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    // The test is over.
                }
            });
            var live = live(DOCUMENT + "alerts: {webhook: 'http://127.0.0.1:" + server.getLocalPort() + "/hook'}\n");
            traffic.flush(live.start(0, false, "config"));
            alike(traffic, live);
            var watch = watch(live, traffic);
            clock.now = START.plus(Duration.ofDays(7));
            assertTimeoutPreemptively(Duration.ofSeconds(20), watch::look);
            assertThat(live.get().allocation().percent()).isEqualTo(70);
        }
    }

    /** Users of both arms who do as well in one as in the other. */
    private static void alike(LoggedTraffic traffic, LiveRollout live) throws Exception {
        traffic.users(20, live.get().epoch(), live.get().allocation(), "simple", 0, 0);
        traffic.flush(new Event.Gap(START, START, START, 0, "end"));
    }

    @Test
    void theRampWaitsWhileNothingIsJudged() throws Exception {
        var live = live(DOCUMENT);
        try (var traffic = new LoggedTraffic(folder, START, 11)) {
            traffic.flush(live.start(0, false, "config"));
            var watch = watch(live, traffic);
            clock.now = START.plus(Duration.ofDays(8));
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(50);
            assertThat(watch.says()).contains("the ramp waits: nothing is judged yet, so no harm could have been seen");
            alike(traffic, live);
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(70);
        }
    }

    @Test
    void theRampStepsByTheClockAndStopsBeforeAHundred() throws Exception {
        var live = live(DOCUMENT);
        try (var traffic = new LoggedTraffic(folder, START, 5)) {
            traffic.flush(live.start(0, false, "config"));
            alike(traffic, live);
            var watch = watch(live, traffic);
            clock.now = START.plus(Duration.ofDays(6));
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(50);
            clock.now = START.plus(Duration.ofDays(7));
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(70);
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(70);
            clock.now = START.plus(Duration.ofDays(14));
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(90);
            clock.now = START.plus(Duration.ofDays(30));
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(90);
            assertThat(watch.says()).contains("the ramp waits at 90.0 %: 100 % needs a promotion");
            live.change(live.get().allocation(), true, "config", Event.Cause.OPERATOR, "kill switch on");
            clock.now = START.plus(Duration.ofDays(60));
            watch.look();
            assertThat(live.get().killed()).isTrue();
        }
    }

    @Test
    void daysUnderTheKillSwitchAreNoDaysWithoutHarm() throws Exception {
        var live = live(DOCUMENT);
        try (var traffic = new LoggedTraffic(folder, START, 9)) {
            traffic.flush(live.start(0, false, "config"));
            alike(traffic, live);
            var watch = watch(live, traffic);
            clock.now = START.plus(Duration.ofDays(1));
            live.change(live.get().allocation(), true, "config", Event.Cause.OPERATOR, "kill switch on");
            clock.now = START.plus(Duration.ofDays(9));
            live.change(live.get().allocation(), false, "config", Event.Cause.OPERATOR, "resumed");
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(50);
            clock.now = START.plus(Duration.ofDays(16));
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(70);
        }
    }

    @Test
    void besideAnotherInstanceItOnlyAdvises() throws Exception {
        var live = live(DOCUMENT);
        Files.createDirectories(folder.resolve("p2"));
        Path other = Files.writeString(folder.resolve("p2/0-000001.jsonl.open"), "");
        try (var traffic = new LoggedTraffic(folder, START, 6)) {
            traffic.flush(live.start(0, false, "config"));
            alike(traffic, live);
            clock.now = START.plus(Duration.ofDays(8));
            var watch = watch(live, traffic);
            watch.look();
            assertThat(live.get().allocation().percent()).isEqualTo(50);
            assertThat(watch.says()).anyMatch(line -> line.startsWith("ADVICE") && line.endsWith("70.0 %"));
            assertThat(watch.beside()).containsExactly("p2");
            Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
            watch.look();
            assertThat(live.get().allocation().percent())
                    .as("an instance that ended long ago is not beside it")
                    .isEqualTo(70);
            assertThat(watch.beside()).isEmpty();
        }
    }
}
