package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.LogSettings;
import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.watch.EpochTrail;
import dev.routeproof.routing.config.proxy.VirtualKey.Permission;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.KeyedHash;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R40, R43 and R46: load, clocks, feedback. */
@Faults
class OperationTest {
    @Test
    void r40AboveTheLimitItSaysSoAndRecovers() throws Exception {
        var go = new CountDownLatch(1);
        int limit = 40;
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(Wire.STREAM_HEAD);
                    peer.chunk(Wire.delta("x"));
                    go.await();
                    peer.chunk("data: [DONE]\n\n");
                    peer.end();
                });
                var rig = Rig.plan()
                        .limits(Limiting.with(limit, Duration.ofSeconds(20)))
                        .inFrontOf(upstream)) {
            var callers = new ArrayList<RawCaller>();
            for (int i = 0; i < limit; i++) {
                callers.add(rig.caller().send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY)));
            }
            Rig.until("all are under way", () -> upstream.received.size() == limit);
            var refused = rig.ask(true);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            go.countDown();
            for (RawCaller caller : callers) {
                assertThat(caller.answer().whole()).isTrue();
                caller.close();
            }
            rig.nothingLeaks();
            assertThat(rig.ask(true).status()).isEqualTo(200);
        }
    }

    @Test
    void r43AJumpOfTheClockChangesNoDuration() throws Exception {
        var jumping = new JumpingClock();
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    while (peer.request() != null) {
                        jumping.swing();
                        peer.send(Wire.good(false));
                    }
                });
                var rig = Rig.plan().clock(jumping).inFrontOf(upstream)) {
            for (int i = 0; i < 6; i++) {
                assertThat(rig.ask(false).status()).isEqualTo(200);
            }
            assertThat(rig.outcomes(6)).allSatisfy(outcome -> {
                assertThat(outcome.latencyMillis()).isBetween(0.0, 5_000.0);
                assertThat(outcome.firstTokenMillis()).isBetween(0.0, 5_000.0);
            });
        }
    }

    @Test
    void r43EpochsKeepTheirOrderThroughJumpsOfTheClock(@TempDir Path folder) throws Exception {
        var jumping = new JumpingClock();
        var live = new LiveRollout(null, jumping);
        var epochs = new ArrayList<Event.Epoch>();
        try (var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "boot", "e", jumping)) {
            for (int i = 1; i <= 6; i++) {
                jumping.swing();
                var allocation = new Allocation(Phase.CANARY, 10 * i, 5, Set.of());
                var epoch = live.change(allocation, false, "c", Event.Cause.OPERATOR, "");
                log.durable(epoch).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
                epochs.add(epoch);
            }
        }
        assertThat(epochs).extracting(Event.Epoch::ordinal).isSorted().doesNotHaveDuplicates();
        assertThat(epochs.get(5).at())
                .as("the last one is not the latest")
                .isBefore(epochs.get(4).at());
        assertThat(EpochTrail.last(folder.resolve("p1"))
                        .orElseThrow()
                        .kept()
                        .allocation()
                        .percent())
                .isEqualTo(60);
    }

    @Test
    void r46FeedbackCountsOncePerRaterWithTheKeyOfTheRequest() throws Exception {
        var web = Credentials.key("web", Permission.FEEDBACK);
        var app = Credentials.key("app", Permission.FEEDBACK);
        var mute = Credentials.key("mute");
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan()
                        .keys(new KeyRing(List.of(web, app, mute)), Marks.PROVIDER_KEY)
                        .inFrontOf(upstream)) {
            String id = rig.ask(false, Credentials.shown("web")).header("x-routeproof-request-id");
            String vote = "{\"request_id\":\"" + id + "\",\"thumbs\":\"down\",\"rater\":\"r1\"}";
            assertThat(feedback(rig, "web", vote).text()).contains("\"revision\":0", "\"repeated\":false");
            assertThat(feedback(rig, "web", vote).text()).contains("\"revision\":0", "\"repeated\":true");
            assertThat(feedback(rig, "web", vote.replace("down", "up")).text()).contains("\"revision\":1");
            assertThat(feedback(rig, "app", vote).status())
                    .as("another key's request")
                    .isEqualTo(403);
            assertThat(feedback(rig, "mute", vote).status())
                    .as("a key that may not")
                    .isEqualTo(403);
            assertThat(feedback(rig, "nobody", vote).status()).isEqualTo(401);
            assertThat(feedback(rig, "web", vote.replace(id, "rp_" + "A".repeat(32)))
                            .status())
                    .isEqualTo(404);
            assertThat(feedback(rig, "web", "{\"request_id\":\"" + id + "\"}").status())
                    .isEqualTo(400);
            assertThat(feedback(rig, "web", vote.replace("\"down\"", "\"sideways\""))
                            .status())
                    .isEqualTo(400);
            int flooded = 0;
            for (int i = 0; i < 150; i++) {
                flooded += feedback(rig, "web", vote.replace("r1", "f" + i)).status() == 429 ? 1 : 0;
            }
            assertThat(flooded).isGreaterThan(40);
            String rater = new KeyedHash(new byte[32]).hex("r1".getBytes(StandardCharsets.UTF_8));
            assertThat(rig.all(Event.Feedback.class))
                    .noneMatch(one -> one.rater().equals("r1"));
            assertThat(rig.all(Event.Feedback.class).stream()
                            .filter(one -> one.rater().equals(rater)))
                    .extracting(Event.Feedback::thumbs)
                    .containsExactly("down", "up");
        }
    }

    @Test
    void r46LateFeedbackIsMarked() throws Exception {
        var clock = new JumpingClock();
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().clock(clock).inFrontOf(upstream)) {
            String id = rig.ask(false, Credentials.shown("k")).header("x-routeproof-request-id");
            clock.jump(Duration.ofHours(25));
            assertThat(feedback(rig, "k", "{\"request_id\":\"" + id + "\",\"rating\":1}")
                            .text())
                    .contains("\"late\":true");
        }
    }

    private static RawCaller.Answer feedback(Rig rig, String key, String body) throws Exception {
        try (var caller = rig.caller()) {
            return caller.send(RawCaller.post("/v1/feedback", body, Credentials.shown(key)))
                    .answer();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'thumbs':null",
                "'rating':null,'kind':null",
                "'thumbs':null,'comment':'x'",
                "'kind':''",
                "'kind':' '",
                "'thumbs':'up','kind':''",
                "'thumbs':1",
                "'rating':'5'"
            })
    void r46WhatIsNoVoteIsRefusedAndErasesNone(String fields) throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream)) {
            String vote =
                    "{'request_id':'" + rig.ask(false, Credentials.shown("k")).header("x-routeproof-request-id") + "',";
            assertThat(feedback(rig, "k", quoted(vote + "'thumbs':'down'}")).status())
                    .isEqualTo(200);
            assertThat(feedback(rig, "k", quoted(vote + fields + "}")).status()).isEqualTo(400);
            assertThat(rig.all(Event.Feedback.class))
                    .extracting(Event.Feedback::thumbs)
                    .containsExactly("down");
        }
    }

    @Test
    void r46ANullInAVoteIsAsIfItWereNotThere() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream)) {
            String vote =
                    "{'request_id':'" + rig.ask(false, Credentials.shown("k")).header("x-routeproof-request-id") + "',";
            String nulls = "'rating':null,'kind':null,'value':null,'rater':null,'comment':null,'thumbs':'up'}";
            assertThat(feedback(rig, "k", quoted(vote + nulls)).text()).contains("\"repeated\":false");
            assertThat(feedback(rig, "k", quoted(vote + "'thumbs':'up'}")).text())
                    .contains("\"repeated\":true");
            var written = rig.all(Event.Feedback.class).getFirst();
            assertThat(written.rating()).isNull();
            assertThat(written.kind()).isNull();
            assertThat(written.rater()).isEqualTo("caller");
        }
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
