package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.LogSettings;
import dev.routeproof.proxy.record.LogTaken;
import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.routing.config.proxy.VirtualKey;
import dev.routeproof.routing.config.proxy.VirtualKey.Permission;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R40 to R46: load, stopping, clocks, two proxies at once, feedback. */
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
    void r41StoppingLetsStreamsFinishAndLosesNoEvent() throws Exception {
        var go = new CountDownLatch(1);
        int streams = 200;
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    peer.request();
                    peer.send(Wire.STREAM_HEAD);
                    peer.chunk(Wire.delta("x"));
                    go.await();
                    peer.chunk("data: [DONE]\n\n");
                    peer.end();
                });
                var rig = Rig.plan().limits(Limiting.patient()).inFrontOf(upstream)) {
            var callers = new ArrayList<RawCaller>();
            for (int i = 0; i < streams; i++) {
                callers.add(rig.caller().send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY)));
            }
            Rig.until("all are under way", Duration.ofSeconds(20), () -> upstream.received.size() == streams);
            var drained = new CountDownLatch(1);
            var stopping = Thread.ofVirtual().start(() -> {
                try {
                    if (rig.proxy.drain(Duration.ofSeconds(30))) {
                        drained.countDown();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Rig.until("new requests are refused", () -> {
                try {
                    return rig.ask(false).status() == 503;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            go.countDown();
            for (RawCaller caller : callers) {
                assertThat(caller.answer().whole()).isTrue();
                caller.close();
            }
            stopping.join();
            assertThat(drained.getCount()).isZero();
            assertThat(rig.outcomes(streams)).allMatch(outcome -> outcome.status() == Event.Status.COMPLETED);
        }
    }

    @Test
    void r43AJumpOfTheClockChangesNoDuration() throws Exception {
        var offset = new AtomicLong();
        var jumping = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plusSeconds(offset.get());
            }
        };
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    while (peer.request() != null) {
                        offset.set(offset.get() > 0 ? -3_600 : 3_600);
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
    void r45ASecondProxyOnTheSameLogRefuses(@TempDir Path folder) throws Exception {
        var settings = LogSettings.of(folder, "proxy-8080");
        try (var first = EvidenceLog.open(settings, "a", "0", Clock.systemUTC())) {
            Assertions.assertThatThrownBy(() -> EvidenceLog.open(settings, "b", "0", Clock.systemUTC()))
                    .isInstanceOf(LogTaken.class);
            assertThat(first.dropped()).isZero();
        }
    }

    @Test
    void r46FeedbackCountsOncePerRaterWithTheKeyOfTheRequest() throws Exception {
        var web = key("web", Set.of(Permission.FEEDBACK));
        var app = key("app", Set.of(Permission.FEEDBACK));
        var mute = key("mute", Set.of());
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan()
                        .keys(new KeyRing(List.of(web, app, mute)), "ours")
                        .inFrontOf(upstream)) {
            String id = rig.ask(false, "Authorization: Bearer web").header("x-routeproof-request-id");
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
        var offset = new AtomicLong();
        var clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plusSeconds(offset.get());
            }
        };
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().clock(clock).inFrontOf(upstream)) {
            String id = rig.ask(false, "Authorization: Bearer k").header("x-routeproof-request-id");
            offset.set(Duration.ofHours(25).toSeconds());
            assertThat(feedback(rig, "k", "{\"request_id\":\"" + id + "\",\"rating\":1}")
                            .text())
                    .contains("\"late\":true");
        }
    }

    private static VirtualKey key(String id, Set<Permission> may) {
        return new VirtualKey(id, HexFormat.of().formatHex(KeyRing.sha256(id)), null, Set.of(), null, null, null, may);
    }

    private static RawCaller.Answer feedback(Rig rig, String key, String body) throws Exception {
        try (var caller = rig.caller()) {
            return caller.send(RawCaller.post("/v1/feedback", body, "Authorization: Bearer " + key))
                    .answer();
        }
    }
}
