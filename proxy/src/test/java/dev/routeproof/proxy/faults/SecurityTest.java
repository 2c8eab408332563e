package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.LogSettings;
import dev.routeproof.proxy.record.RequestIds;
import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.config.proxy.VirtualKey;
import dev.routeproof.routing.config.proxy.VirtualKey.Permission;
import dev.routeproof.routing.evidence.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** X3 to X6 and X18: keys, egress, headers of the connection, hostile text in the log, forged feedback. */
@Faults
class SecurityTest {
    private static final String PATH = "/v1/chat/completions";

    private static VirtualKey limited(
            String id, @Nullable Integer perMinute, @Nullable Integer atOnce, @Nullable Double usd) {
        return new VirtualKey(
                id,
                Credentials.sha256(id),
                null,
                Set.of("default"),
                perMinute,
                atOnce,
                usd,
                Set.of(Permission.FEEDBACK));
    }

    private static RawCaller.Answer ask(Rig rig, String key, String model) throws Exception {
        try (var caller = rig.caller()) {
            return caller.send(RawCaller.post(PATH, Rig.BODY.replace("\"big\"", model), key))
                    .answer();
        }
    }

    private static void told(RawCaller.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.header("retry-after").isEmpty()).isEqualTo(status != 429);
    }

    @Test
    void x3EachKeyMayWhatItsLineSaysAndNoMore() throws Exception {
        var overriding = new VirtualKey(
                "chooser",
                Credentials.sha256("chooser"),
                null,
                Set.of("small"),
                null,
                null,
                null,
                Set.of(Permission.OVERRIDE));
        var ring = new KeyRing(List.of(
                Credentials.key("plain"),
                overriding,
                limited("twice", 2, null, null),
                limited("single", null, 1, null),
                limited("poor", null, null, 0.000_01)));
        var go = new CountDownLatch(1);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    while (peer.request() instanceof ScriptedUpstream.Received request) {
                        if (request.text().contains("wait")) {
                            go.await();
                        }
                        peer.send(Wire.good(false));
                    }
                });
                var rig = Rig.plan().keys(ring, Marks.PROVIDER_KEY).inFrontOf(upstream)) {
            String standard = "\"default\"";
            told(ask(rig, Credentials.shown("nobody"), standard), 401, "invalid_api_key");
            told(ask(rig, "Authorization: Basic " + Marks.virtualKey("plain"), standard), 401, "invalid_api_key");
            told(ask(rig, "Authorization: Bearer ", standard), 401, "invalid_api_key");
            told(ask(rig, Credentials.shown("plain"), "\"small\""), 403, "forbidden");
            told(ask(rig, Credentials.shown("plain"), "\"some-other\""), 403, "forbidden");
            told(ask(rig, Credentials.shown("chooser"), "\"some-other\""), 403, "forbidden");
            told(ask(rig, Credentials.shown("chooser"), "\"big-wire-2\""), 403, "forbidden");
            assertThat(upstream.headBytes.get())
                    .as("bytes of keys that may not")
                    .isZero();

            assertThat(ask(rig, Credentials.shown("chooser"), "\"small\"").header("x-routeproof-model"))
                    .isEqualTo("small");
            assertThat(upstream.received.remove().header("authorization")).isEqualTo("Bearer " + Marks.PROVIDER_KEY);

            assertThat(ask(rig, Credentials.shown("twice"), standard).status()).isEqualTo(200);
            assertThat(ask(rig, Credentials.shown("twice"), standard).status()).isEqualTo(200);
            told(ask(rig, Credentials.shown("twice"), standard), 429, "rate_limit_exceeded");

            assertThat(ask(rig, Credentials.shown("poor"), standard).status()).isEqualTo(200);
            Rig.until("what it cost is known", () -> {
                try {
                    return ask(rig, Credentials.shown("poor"), standard).status() == 429;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            told(ask(rig, Credentials.shown("poor"), standard), 429, "insufficient_quota");

            upstream.received.clear();
            try (var first = rig.caller()) {
                first.send(RawCaller.post(PATH, Rig.BODY.replace("hi", "wait"), Credentials.shown("single")));
                Rig.until("its first request is under way", () -> !upstream.received.isEmpty());
                told(ask(rig, Credentials.shown("single"), standard), 429, "rate_limit_exceeded");
                go.countDown();
                assertThat(first.answer().status()).isEqualTo(200);
            }
            Rig.until("it may ask again", () -> {
                try {
                    return ask(rig, Credentials.shown("single"), standard).status() == 200;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(rig.all(Event.Decision.class))
                    .extracting(Event.Decision::keyId)
                    .isSubsetOf("chooser", "twice", "poor", "single");
        }
    }

    /** Where a caller could hope to name another server: fields at any depth, headers, paths, the Host. */
    private static List<String[]> elsewhere(String url, int port) {
        var all = new ArrayList<String[]>();
        for (String field : List.of(
                "base_url",
                "api_base",
                "baseURL",
                "endpoint",
                "url",
                "host",
                "proxy",
                "custom_host",
                "webhook",
                "callback_url")) {
            all.add(new String[] {PATH, "\"" + field + "\":\"" + url + "\","});
        }
        for (String deep : List.of(
                "\"extra_body\":{\"base_url\":\"U\"},",
                "\"metadata\":{\"a\":{\"b\":{\"c\":{\"base_url\":\"U\"}}}},",
                "\"headers\":{\"Host\":\"U\",\"X-Forwarded-Host\":\"U\"},",
                "\"extra_headers\":{\"authorization\":\"U\"},",
                "\"config\":{\"targets\":[{\"custom_host\":\"U\",\"provider\":\"openai\"}]},",
                "\"tools\":[{\"type\":\"mcp\",\"server_url\":\"U\"}],",
                "\"file\":\"file:///etc/passwd\",")) {
            all.add(new String[] {PATH, deep.replace("U", url)});
        }
        for (String header : List.of(
                "X-Portkey-Custom-Host: " + url,
                "X-Forwarded-Host: 127.0.0.1:" + port,
                "Forwarded: host=127.0.0.1:" + port,
                "X-Original-URL: " + url,
                "X-Rewrite-URL: " + url,
                "X-Route-Model: " + url,
                "OpenAI-Base-Url: " + url,
                "Helicone-Target-Url: " + url,
                "Referer: " + url,
                "Via: 1.1 127.0.0.1:" + port)) {
            all.add(new String[] {PATH, "", header});
        }
        for (String path : List.of(
                "/v1/@127.0.0.1:" + port + "/chat/completions",
                "/v1//127.0.0.1:" + port + "/x",
                "/v1/..//127.0.0.1:" + port,
                "/v1/%2e%2e/admin",
                "/v1/chat/completions?base_url=" + url,
                "/v1/proxy/" + url)) {
            all.add(new String[] {path, ""});
        }
        return all;
    }

    @Test
    void x4NothingACallerSaysReachesAnotherServer() throws Exception {
        try (var other = ScriptedUpstream.answering(Wire.good(false));
                var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream)) {
            String url = "http://127.0.0.1:" + other.port() + "/v1";
            var payloads = elsewhere(url, other.port());
            assertThat(payloads).hasSizeGreaterThanOrEqualTo(30);
            int served = 0;
            for (String[] payload : payloads) {
                String body = Rig.BODY.replaceFirst("\\{", "{" + payload[1]);
                String[] headers = payload.length > 2 ? new String[] {payload[2]} : new String[0];
                try (var caller = rig.caller()) {
                    var answer = caller.send(RawCaller.post(payload[0], body, headers))
                            .answer();
                    assertThat(answer.status()).as(String.join(" ", payload)).isIn(200, 400, 404);
                    served += answer.status() == 200 ? 1 : 0;
                }
            }
            try (var caller = rig.caller()) {
                // Whom the caller takes us for decides nothing either.
                caller.send("POST " + PATH + " HTTP/1.1\r\nHost: 127.0.0.1:" + other.port() + "\r\nContent-Length: "
                        + Rig.BODY.length() + "\r\n\r\n" + Rig.BODY);
                assertThat(caller.answer().status()).isEqualTo(200);
            }
            assertThat(other.connections.get())
                    .as("connections to another server")
                    .isZero();
            assertThat(upstream.received)
                    .hasSize(served + 1)
                    .allSatisfy(
                            request -> assertThat(request.header("host")).isEqualTo("127.0.0.1:" + upstream.port()));
        }
    }

    @Test
    void x5HeadersOfTheProvidersConnectionEndAtTheProxy() throws Exception {
        String body = Wire.completion(Marks.ANSWER);
        try (var upstream = ScriptedUpstream.answering(Wire.json(
                        body,
                        "Connection: keep-alive, X-Hop",
                        "X-Hop: 1",
                        "Keep-Alive: timeout=5",
                        "Proxy-Authenticate: Basic",
                        "Proxy-Connection: keep-alive",
                        "TE: trailers",
                        "Trailer: X-Later",
                        "Upgrade: h2c",
                        "Alt-Svc: h3=\":443\"",
                        "x-routeproof-model: small",
                        "x-routeproof-arm: candidate",
                        "x-ratelimit-remaining: 7"));
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(false);
            assertThat(answer.text()).isEqualTo(body);
            assertThat(answer.header("x-ratelimit-remaining")).isEqualTo("7");
            assertThat(answer.header("x-routeproof-model")).isEqualTo("big");
            for (String name : List.of(
                    "x-hop",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "upgrade",
                    "alt-svc",
                    "x-routeproof-arm")) {
                assertThat(answer.header(name)).as(name).isEmpty();
            }
        }
    }

    private static final String STEERING = "a\u001b[31mb\u0007c\u009bd\u202ee\u2066f\u200bg\u2028h\ufeffi";

    /** Every text of the log that callers and providers have a say in. */
    @Test
    void x6NoTextOfOthersSteersTheTerminalOfWhoReadsTheLog(@TempDir Path folder) throws Exception {
        var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "boot", "e", Clock.systemUTC());
        String escaped = STEERING.chars().mapToObj("\\u%04x"::formatted).reduce("", String::concat);
        String answer = Wire.completion(Marks.ANSWER).replace("\"stop\"", "\"" + escaped + "\"");
        var raw = STEERING.getBytes(StandardCharsets.UTF_8);
        String header = new String(raw, StandardCharsets.ISO_8859_1).replaceAll("[\\x00-\\x1f]", "");
        try (var upstream = ScriptedUpstream.answering(Wire.json(answer));
                var rig = Rig.plan().sink(log).inFrontOf(upstream)) {
            String id = rig.ask(
                            false,
                            "X-Route-User: " + header,
                            "X-Route-Session: " + header,
                            "X-Route-Project: " + header,
                            "X-Route-Feature: " + header,
                            "X-Route-Mode: " + header)
                    .header("x-routeproof-request-id");
            try (var caller = rig.caller()) {
                String vote = "{\"request_id\":\"" + id + "\",\"kind\":\"" + escaped + "\",\"value\":\"" + escaped
                        + "\",\"rater\":\"" + escaped + "\",\"comment\":\"" + escaped + "\"}";
                assertThat(caller.send(RawCaller.post("/v1/feedback", vote))
                                .answer()
                                .status())
                        .isEqualTo(200);
            }
            try (var caller = rig.caller()) {
                assertThat(caller.send(RawCaller.post(PATH, "{\"model\":\"" + escaped + "\"}"))
                                .answer()
                                .status())
                        .isEqualTo(400);
            }
            rig.nothingLeaks();
            Rig.until("all is durable", () -> log.depth() == 0);
            assertThat(steering(rig.proxy.metrics().text())).isEmpty();
        }
        try (Stream<Path> files = Files.list(folder.resolve("p1"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                String text = Files.readString(file);
                // The tab that ends a record and the line feed after its frame are the log's own.
                assertThat(steering(text.replace("\t#", "").replace("\n", ""))).isEmpty();
                assertThat(text)
                        .contains("\"feature\":")
                        .contains("\"feedback_kind\":")
                        .contains("\"finish_reason\":");
            }
        }
    }

    /** Control, direction and invisible characters as they stand. */
    private static List<String> steering(String text) {
        return text.chars()
                .filter(c -> (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || STEERING.indexOf(c) >= 0 && c > 0x7f)
                .mapToObj("U+%04X"::formatted)
                .distinct()
                .toList();
    }

    @Test
    void x18NoForgedFeedbackIsAccepted() throws Exception {
        var random = new SplittableRandom(18);
        var others = new RequestIds("another installation's key".getBytes(StandardCharsets.UTF_8));
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            String real = rig.ask(false).header("x-routeproof-request-id");
            byte[] bytes = Base64.getUrlDecoder().decode(real.substring(3));
            for (int i = 0; i < 1_000; i++) {
                byte[] forged = bytes.clone();
                String id = switch (i % 4) {
                    // One bit of a real one, anywhere in it.
                    case 0 -> {
                        int bit = random.nextInt(8 * forged.length);
                        forged[bit / 8] ^= (byte) (1 << bit % 8);
                        yield encoded(forged);
                    }
                    // The claims of a real one under a guessed signature.
                    case 1 -> {
                        for (int at = 16; at < forged.length; at++) {
                            forged[at] = (byte) random.nextInt();
                        }
                        yield encoded(forged);
                    }
                    case 2 -> {
                        random.nextBytes(forged);
                        yield encoded(forged);
                    }
                    default -> others.next(System.currentTimeMillis(), Marks.KEY);
                };
                var answer = caller.send(
                                RawCaller.post("/v1/feedback", "{\"request_id\":\"" + id + "\",\"thumbs\":\"down\"}"))
                        .answer();
                assertThat(answer.status()).as(id).isEqualTo(404);
            }
            assertThat(rig.all(Event.Feedback.class)).isEmpty();
            var accepted = caller.send(
                            RawCaller.post("/v1/feedback", "{\"request_id\":\"" + real + "\",\"thumbs\":\"down\"}"))
                    .answer();
            assertThat(accepted.status()).as("the real one").isEqualTo(200);
        }
    }

    private static String encoded(byte[] id) {
        return "rp_" + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    @Test
    void x3AUsedUpBudgetKeepsNoVoteOut() throws Exception {
        var ring = new KeyRing(List.of(limited("poor", null, null, 0.000_01), limited("once", 1, null, null)));
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().keys(ring, Marks.PROVIDER_KEY).inFrontOf(upstream)) {
            String standard = "\"default\"";
            String poor = ask(rig, Credentials.shown("poor"), standard).header("x-routeproof-request-id");
            rig.outcome();
            told(ask(rig, Credentials.shown("poor"), standard), 429, "insufficient_quota");
            assertThat(vote(rig, "poor", poor).status()).isEqualTo(200);
            told(ask(rig, Credentials.shown("poor"), standard), 429, "insufficient_quota");

            String once = ask(rig, Credentials.shown("once"), standard).header("x-routeproof-request-id");
            told(vote(rig, "once", once), 429, "rate_limit_exceeded");
        }
    }

    @Test
    void x3RetryAfterIsWhenTheLimitEnds() throws Exception {
        var ring = new KeyRing(List.of(limited("poor", null, null, 0.000_01), limited("once", 1, null, null)));
        var clock = Clock.fixed(Instant.parse("2026-05-01T22:30:48.500Z"), ZoneOffset.UTC);
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().keys(ring, Marks.PROVIDER_KEY).clock(clock).inFrontOf(upstream)) {
            for (String key : new String[] {"poor", "once"}) {
                assertThat(ask(rig, Credentials.shown(key), "\"default\"").status())
                        .isEqualTo(200);
            }
            rig.outcomes(2);
            assertThat(ask(rig, Credentials.shown("once"), "\"default\"").header("retry-after"))
                    .isEqualTo("12");
            assertThat(ask(rig, Credentials.shown("poor"), "\"default\"").header("retry-after"))
                    .isEqualTo(Integer.toString(89 * 60 + 12));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void x3ARestartGivesNoBudgetBackButANewDayDoes(boolean sameDay, @TempDir Path folder) throws Exception {
        var ring = new KeyRing(List.of(limited("poor", null, null, 0.000_01), limited("other", null, null, 0.000_01)));
        var plan = Rig.plan().keys(ring, Marks.PROVIDER_KEY).keySpending(folder.resolve("key-spending"));
        var clock = new JumpingClock();
        try (var upstream = ScriptedUpstream.answering(Wire.good(false))) {
            try (var rig = plan.clock(clock).inFrontOf(upstream)) {
                assertThat(ask(rig, Credentials.shown("poor"), "\"default\"").status())
                        .isEqualTo(200);
                rig.outcome();
                Rig.until("it is kept while it runs", () -> Files.exists(folder.resolve("key-spending")));
            }
            clock.jump(sameDay ? Duration.ZERO : Duration.ofDays(1));
            try (var rig = plan.inFrontOf(upstream)) {
                assertThat(ask(rig, Credentials.shown("poor"), "\"default\"").status())
                        .isEqualTo(sameDay ? 429 : 200);
                assertThat(ask(rig, Credentials.shown("other"), "\"default\"").status())
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions/",
                "/v1/chat/complet%69ons",
                "/v1/chat%5fcompletions",
                "/v1/%63hat/completions",
                "/v1/chat/completions%7E",
                "/v1/chat/completions;a=b",
                "/v1/chat/completions%3Ba=b",
                "/v1/chat/completions%2"
            })
    void x3NoSpellingOfAPathLeadsPastTheLimitsOfAKey(String path) throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan()
                        .keys(new KeyRing(List.of(Credentials.key("plain"))), Marks.PROVIDER_KEY)
                        .inFrontOf(upstream);
                var caller = rig.caller()) {
            String other = Rig.BODY.replace("\"big\"", "\"some-other\"");
            assertThat(caller.send(RawCaller.post(path, other, Credentials.shown("plain")))
                            .answer()
                            .status())
                    .isIn(400, 403);
            assertThat(upstream.headBytes.get()).isZero();
        }
    }

    @Test
    void aSlashAtTheEndOfAPathIsNoOtherPath() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send(RawCaller.post(PATH + "/", Rig.BODY)).answer();
            assertThat(rig.outcome().cost()).isEqualTo(new Money(13_000));
            assertThat(upstream.received.remove().head()).startsWith("POST " + PATH + "/ ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT"})
    void aMethodThatEchoesOrTunnelsReachesNoProvider(String method) throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan()
                        .keys(new KeyRing(List.of(Credentials.key("plain"))), Marks.PROVIDER_KEY)
                        .inFrontOf(upstream);
                var caller = rig.caller()) {
            caller.send(method + " /v1/files HTTP/1.1\r\nHost: proxy\r\n" + Credentials.shown("plain") + "\r\n\r\n");
            assertThat(caller.answer().status()).isEqualTo(405);
            assertThat(upstream.headBytes.get()).isZero();
        }
    }

    private static RawCaller.Answer vote(Rig rig, String key, String id) throws Exception {
        try (var caller = rig.caller()) {
            String body = "{\"request_id\":\"" + id + "\",\"thumbs\":\"down\"}";
            return caller.send(RawCaller.post("/v1/feedback", body, Credentials.shown(key)))
                    .answer();
        }
    }
}
