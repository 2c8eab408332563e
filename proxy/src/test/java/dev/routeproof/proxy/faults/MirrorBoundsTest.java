package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.mirror.Drop;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of the mirror: calls at once, a minute, dollars a day, bytes; and what ends it at once. */
class MirrorBoundsTest {
    private static final String HANGING = "hanging";
    /** 9 tokens in and 2 out at 1 and 2 dollars a million. */
    private static final Money ONE = new Money(13_000);

    @TempDir
    Path folder;

    private static ScriptedUpstream hanging() throws Exception {
        return ScriptedUpstream.playing(peer -> {
            peer.request();
            peer.awaitLeft();
        });
    }

    private static String limited(int inFlight, int rpm, String usd) {
        return "in_flight: " + inFlight + ", rpm: " + rpm + ", usd_per_day: " + usd;
    }

    @Test
    void whatFindsNoPlaceIsDropped() throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = hanging();
                var proxy = MirrorRig.with().limits(limited(1, 6000, "1000")).between(live, cheap)) {
            for (int i = 0; i < 100; i++) {
                assertThat(proxy.ask(false).status()).isEqualTo(200);
            }
            Rig.until("most are dropped", () -> proxy.dropped(Drop.BUSY) > 20);
            assertThat(cheap.open.get()).as("one at a time").isLessThanOrEqualTo(1);
            proxy.kill();
        }
    }

    @Test
    void callsOfAMinuteAreCounted() throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.good(false));
                var proxy = MirrorRig.with().limits(limited(8, 3, "1000")).between(live, cheap)) {
            for (int i = 0; i < 30; i++) {
                proxy.ask(false);
            }
            // A minute may end in between, not two.
            Rig.until(
                    "all are decided",
                    () -> proxy.dropped(Drop.RATE)
                                    + proxy.rig.all(Event.Mirror.class).size()
                            == 30);
            assertThat(proxy.rig.all(Event.Mirror.class)).hasSizeBetween(3, 6);
        }
    }

    @Test
    void aCallThatCouldPassTheDaysDollarsIsNotMadeAlsoAfterARestart() throws Exception {
        Path spending = folder.resolve("spending");
        // The body's bytes and at most seven tokens of answer: 102 and 14 millionths of a dollar.
        String body = Rig.BODY.replace("{\"model\"", "{\"max_tokens\":7,\"model\"");
        long most = body.length() * 1_000L + 7 * 2_000L;
        String cap = new java.math.BigDecimal(most + 2 * ONE.nanoUsd())
                .movePointLeft(9)
                .toPlainString();
        long made;
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.good(false))) {
            try (var proxy = MirrorRig.with()
                    .spending(spending)
                    .limits(limited(1, 6000, cap))
                    .between(live, cheap)) {
                for (int i = 0; i < 10; i++) {
                    proxy.ask("/v1/chat/completions", body);
                }
                Rig.until(
                        "all are decided",
                        () -> proxy.dropped(Drop.BUDGET)
                                        + proxy.rig.all(Event.Mirror.class).size()
                                == 10);
                made = proxy.rig.all(Event.Mirror.class).size();
                assertThat(made).isEqualTo(3);
                assertThat(proxy.rig.proxy.mirror().spentToday()).isEqualTo(new Money(3 * ONE.nanoUsd()));
            }
            assertThat(Files.readString(spending)).contains("nano_usd " + 3 * ONE.nanoUsd());
            try (var proxy = MirrorRig.with()
                    .spending(spending)
                    .limits(limited(1, 6000, cap))
                    .between(live, cheap)) {
                proxy.ask("/v1/chat/completions", body);
                proxy.untilDropped(Drop.BUDGET, 1);
                assertThat(proxy.rig.all(Event.Mirror.class)).isEmpty();
            }
        }
    }

    @Test
    void aCallThatCostMoreThanWasSetAsideIsOnDiskBeforeTheNextOne() throws Exception {
        Path spending = folder.resolve("spending");
        String dear = Wire.completion("Hi").replaceFirst("\"prompt_tokens\":\\d+", "\"prompt_tokens\":90000");
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.json(dear));
                var proxy = MirrorRig.with()
                        .spending(spending)
                        .limits(limited(1, 6000, "0.05"))
                        .between(live, cheap)) {
            proxy.ask("/v1/chat/completions", Rig.BODY.replace("{\"model\"", "{\"max_tokens\":7,\"model\""));
            long spent = proxy.mirrored().counted().nanoUsd();
            assertThat(spent).isGreaterThan(90_000_000);
            assertThat(Files.readString(spending)).contains("nano_usd " + spent);
        }
    }

    @Test
    void whereTheSpendingCannotBeReadNoCallIsMade() throws Exception {
        Path spending = Files.writeString(folder.resolve("spending"), "torn");
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.answering(Wire.good(false));
                var proxy = MirrorRig.with().spending(spending).between(live, cheap)) {
            assertThat(proxy.ask(false).status()).isEqualTo(200);
            proxy.untilDropped(Drop.BUDGET, 1);
            assertThat(cheap.received).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed", "draining", "reloaded"})
    void itEndsAtOnce(String how) throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = hanging();
                var proxy = MirrorRig.with().limits(limited(1, 6000, "1000")).between(live, cheap)) {
            proxy.ask(false);
            proxy.ask(false);
            Rig.until("one is under way", () -> !cheap.received.isEmpty());
            long at = System.nanoTime();
            switch (how) {
                case "killed" -> proxy.kill();
                case "draining" -> proxy.rig.proxy.drain(Duration.ofSeconds(5));
                default -> proxy.rig.proxy.snapshot().set(proxy.again());
            }
            cheap.leftAfterMillis(at);
            var mirror = proxy.mirrored();
            assertThat(mirror.status()).isEqualTo(Event.Status.CANCELLED);
            assertThat(mirror.error()).isEqualTo(how);
            assertThat(mirror.cost()).as("nobody knows").isNull();
            assertThat(mirror.counted()).isGreaterThan(Money.ofUsd(0.2));
            proxy.untilDropped(Drop.valueOf(how.toUpperCase(java.util.Locale.ROOT)), 1);
            assertThat(cheap.received).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {HANGING, "stalling", "closing", "failing", "refusing", "flooding", "overloaded", "truncating"})
    void whateverTheCandidatesProviderDoesIsWrittenDownOnce(String how) throws Exception {
        try (var live = ScriptedUpstream.answering(Wire.good(false));
                var cheap = ScriptedUpstream.playing(peer -> misbehave(peer, how));
                // A flood is read slowly: 16 MiB take some seconds.
                var proxy = MirrorRig.with().patient(how.equals("flooding")).between(live, cheap)) {
            if (how.equals("refusing")) {
                cheap.close();
            }
            assertThat(proxy.ask(false).text()).isEqualTo(Wire.completion(Marks.ANSWER));
            var mirror = proxy.mirrored();
            assertThat(mirror.status()).isEqualTo(Event.Status.FAILED);
            assertThat(mirror.error())
                    .isEqualTo(
                            switch (how) {
                                case HANGING -> "first_byte_timeout";
                                case "stalling" -> "idle_timeout";
                                case "closing" -> "upstream_closed";
                                case "failing" -> "http_500";
                                case "refusing" -> "connect_failed";
                                case "flooding" -> "answer_too_long";
                                case "overloaded" -> "http_429";
                                default -> "upstream_truncated";
                            });
            assertThat(mirror.answer()).isNotEqualTo("secret");
            boolean free = how.equals("failing") || how.equals("refusing") || how.equals("overloaded");
            assertThat(mirror.counted().nanoUsd() == 0)
                    .as("what was refused costs nothing")
                    .isEqualTo(free);
            if (how.equals("overloaded")) {
                proxy.ask(false);
                proxy.untilDropped(Drop.RATE, 1);
            }
            assertThat(proxy.rig.all(Event.Mirror.class)).hasSize(1);
        }
    }

    private static void misbehave(ScriptedUpstream.Peer peer, String how) throws Exception {
        peer.request();
        switch (how) {
            case HANGING -> peer.awaitLeft();
            case "stalling" -> {
                peer.send(Wire.STREAM_HEAD + Wire.chunk(Wire.delta("Hel")));
                peer.awaitLeft();
            }
            case "closing" -> peer.reset();
            case "failing" -> {
                peer.send(Wire.json(500, "{\"error\":{\"message\":\"secret\"}}"));
                peer.awaitLeft();
            }
            case "overloaded" -> {
                peer.send(Wire.json(429, "{}", "Retry-After: 60"));
                peer.awaitLeft();
            }
            case "flooding" -> {
                peer.send(Wire.STREAM_HEAD);
                String much = Wire.chunk(Wire.delta("x".repeat(60_000)));
                while (true) {
                    peer.send(much);
                }
            }
            default -> {
                peer.send(Wire.STREAM_HEAD + Wire.chunk(Wire.delta("Hel")));
                peer.reset();
            }
        }
    }
}
