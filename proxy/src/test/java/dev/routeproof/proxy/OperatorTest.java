package dev.routeproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.faults.Faults;
import dev.routeproof.proxy.faults.Marks;
import dev.routeproof.routing.evidence.SegmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's orders on a real process: they take effect at once, survive a kill, and nobody else can give them. */
@Faults
class OperatorTest {
    private static final String ROLLOUT = """
            experiment: next-canary
            candidate: next
            phase: canary
            percent: 5
            holdout: 5
            unit: user
            metrics:
              primary: {name: bad_outcome, margin: 0.02, mde: 0.02}
              gain: {name: cost, min_saving: 0.0}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        ProxyProcess.write(folder, "models.yaml", """
                providers: {sandbox: {wire: sandbox}}
                models:
                  - {id: large, provider: sandbox, name: large, tier: large, input: 1, output: 2, context: 128000, sandbox: {accuracy: {simple: 0.9, code: 0.9, reasoning: 0.9, complex: 0.9}, output_tokens: 5, first_token_ms: {p50: 1, p95: 2}, tokens_per_second: 100000, seed: 1}}
                  - {id: small, provider: sandbox, name: small, tier: small, input: 0.1, output: 0.2, context: 128000, sandbox: {accuracy: {simple: 0.9, code: 0.9, reasoning: 0.9, complex: 0.9}, output_tokens: 5, first_token_ms: {p50: 1, p95: 2}, tokens_per_second: 100000, seed: 2}}
                """);
        ProxyProcess.write(
                folder,
                "table.yaml",
                "id: next\ndefault: large\nroutes: {simple: {eco: small, balanced: small, sport: small}}\n");
        ProxyProcess.write(
                folder, "rules.yaml", "rules: [{label: simple, weight: 0.9, any: {starts_with: ['what is']}}]\n");
        ProxyProcess.write(
                folder,
                "candidate.yaml",
                "id: next\ntable: table.yaml\ncascade: [{kind: rules, file: rules.yaml, believe: 0.5}]\n");
        ProxyProcess.write(folder, "rollout.yaml", ROLLOUT);
        ProxyProcess.write(folder, "proxy.yaml", """
                listen: 127.0.0.1:0
                admin: {listen: '127.0.0.1:0', token_env: ROUTEPROOF_ADMIN_TOKEN}
                catalog: models.yaml
                default: large
                candidates: [candidate.yaml]
                rollout: rollout.yaml
                evidence: {dir: log}
                """);
    }

    @Test
    void ordersTakeEffectOnTheNextRequestAndSurviveAKill() throws Exception {
        try (var proxy = ProxyProcess.start(folder)) {
            assertThat(proxy.admin("PUT", "/admin/rollout", "{\"percent\": 100, \"holdout\": 0}"))
                    .contains("200 OK", "\"done\":true");
            assertThat(proxy.ask("u1", "what is up")).contains("x-routeproof-model: small");
            assertThat(proxy.admin("POST", "/admin/back-off", "{\"add\": [\"simple\"]}"))
                    .contains("200 OK");
            assertThat(proxy.ask("u1", "what is up")).contains("x-routeproof-model: large");
            proxy.admin("POST", "/admin/back-off", "{\"remove\": [\"simple\"], \"add\": [\"code\"]}");
            assertThat(proxy.ask("u1", "what is up")).contains("x-routeproof-model: small");
            assertThat(proxy.admin("POST", "/admin/kill", "")).contains("200 OK");
            assertThat(proxy.ask("u1", "what is up")).contains("x-routeproof-model: large");
            proxy.kill();
        }
        try (var proxy = ProxyProcess.start(folder)) {
            assertThat(proxy.admin("GET", "/admin/rollout", ""))
                    .contains("\"percent\":100.0", "\"back_off\":[\"code\"]", "\"killed\":true");
            assertThat(proxy.ask("u1", "what is up")).contains("x-routeproof-model: large");
            assertThat(proxy.admin("POST", "/admin/resume", "")).contains("\"done\":true");
            assertThat(proxy.ask("u1", "what is up")).contains("x-routeproof-model: small");
            assertThat(proxy.admin("POST", "/admin/pause", "")).contains("\"done\":true");
            proxy.kill();
        }
        try (var proxy = ProxyProcess.start(folder)) {
            assertThat(proxy.admin("GET", "/admin/rollout", ""))
                    .contains("\"phase\":\"shadow\"", "\"resumes\":\"canary\"", "\"killed\":false");
            assertThat(proxy.admin("POST", "/admin/resume", "")).contains("\"done\":true");
            assertThat(proxy.admin("GET", "/admin/rollout", "")).contains("\"phase\":\"canary\"", "\"percent\":100.0");
            proxy.kill();
        }
        ProxyProcess.write(folder, "rollout.yaml", ROLLOUT.replace("percent: 5", "percent: 7"));
        try (var proxy = ProxyProcess.start(folder)) {
            assertThat(proxy.admin("GET", "/admin/rollout", ""))
                    .as("another document starts from what it says")
                    .contains("\"percent\":7.0", "\"back_off\":[]");
            assertThat(proxy.said())
                    .contains("another rollout document: percent 100 to 7, holdout 0 to 5, no longer backed off: code");
        }
    }

    @Test
    void aRehearsalsClockMovesWhenAllIsWrittenDownAndTheWatchHasActedByThen() throws Exception {
        try (var proxy = ProxyProcess.start(folder)) {
            assertThat(proxy.admin("PUT", "/admin/clock", "{\"to\": \"2026-01-05T01:00:00Z\"}"))
                    .contains("409", "the clock is the world's");
        }
        ProxyProcess.write(
                folder,
                "rollout.yaml",
                ROLLOUT.replace("phase: canary", "phase: ramp") + "ramp: {step: 20, every_days: 4}\n");
        Files.writeString(
                folder.resolve("proxy.yaml"), "clock_stands_at: 2026-01-05T00:00:00Z\n", StandardOpenOption.APPEND);
        try (var proxy = ProxyProcess.start(folder)) {
            var answer = proxy.ask("u1", "what is up");
            move(proxy, "2026-01-05T00:00:00Z");
            String id = answer.replaceAll("(?s).*x-routeproof-request-id: (\\S+).*", "$1");
            assertThat(proxy.admin("GET", "/admin/exchanges/" + id, ""))
                    .contains("\"kind\":\"decision\"", "\"kind\":\"outcome\"", "\"at\":\"2026-01-05T00:00:00");
            for (int hour = 0; hour < 24; hour++) {
                move(proxy, "2026-01-05T%02d:00:00Z".formatted(hour));
                assertThat(proxy.admin("GET", "/admin/rollout", "")).contains("\"percent\":5.0");
            }
            proxy.ask("u2", "what is next");
            move(proxy, "2026-01-08T23:00:00Z");
            assertThat(proxy.admin("GET", "/admin/rollout", "")).contains("\"percent\":5.0");
            move(proxy, "2026-01-09T00:00:00Z");
            assertThat(proxy.admin("GET", "/admin/rollout", "")).contains("\"percent\":25.0");
            assertThat(proxy.admin("PUT", "/admin/clock", "{\"to\": \"2026-01-05T00:00:00Z\"}"))
                    .contains("409", "cannot go back");
            assertThat(proxy.admin("PUT", "/admin/clock", "{\"to\": \"noon\"}")).contains("409", "'noon' is no moment");
        }
    }

    private static void move(ProxyProcess proxy, String to) throws IOException {
        assertThat(proxy.admin("PUT", "/admin/clock", "{\"to\": \"" + to + "\"}"))
                .contains("200 OK", "it is " + to);
    }

    @Test
    void aReloadIsAllOrNothing() throws Exception {
        try (var proxy = ProxyProcess.start(folder)) {
            proxy.admin("PUT", "/admin/rollout", "{\"percent\": 30}");
            ProxyProcess.write(folder, "rollout.yaml", ROLLOUT.replace("percent: 5", "percentage: 9"));
            assertThat(proxy.admin("POST", "/admin/reload", ""))
                    .contains("409", "the old configuration is kept", "percentage");
            assertThat(proxy.admin("GET", "/admin/rollout", "")).contains("\"percent\":30.0");
            ProxyProcess.write(folder, "rollout.yaml", ROLLOUT);
            String before = epoch(proxy);
            assertThat(proxy.admin("POST", "/admin/reload", "")).contains("200 OK");
            assertThat(epoch(proxy)).as("nothing changed, no epoch").isEqualTo(before);
            ProxyProcess.write(folder, "rollout.yaml", ROLLOUT.replace("percent: 5", "percent: 9"));
            proxy.admin("POST", "/admin/back-off", "{\"add\": [\"code\", \"simple\"]}");
            assertThat(proxy.admin("POST", "/admin/reload", ""))
                    .as("what the document takes back is told")
                    .contains("200 OK", ": percent 30 to 9, no longer backed off: code simple\"");
            assertThat(proxy.admin("GET", "/admin/rollout", "")).contains("\"percent\":9.0");
        }
    }

    @Test
    void withoutADocumentThereIsNothingToAllocate() throws Exception {
        ProxyProcess.write(
                folder,
                "proxy.yaml",
                Files.readString(folder.resolve("proxy.yaml")).replace("rollout: rollout.yaml\n", ""));
        try (var proxy = ProxyProcess.start(folder)) {
            String before = epoch(proxy);
            for (String order : new String[] {
                "{\"percent\": 20}",
                "{\"holdout\": 5}",
                "{\"back_off\": [\"code\"]}",
                "{\"phase\": \"canary\", \"percent\": 5}"
            }) {
                assertThat(proxy.admin("PUT", "/admin/rollout", order))
                        .contains("409", "there is no rollout document: name one in proxy.yaml under rollout");
            }
            assertThat(proxy.admin("POST", "/admin/back-off", "{\"add\": [\"code\"]}"))
                    .contains("409");
            assertThat(epoch(proxy)).isEqualTo(before);
            assertThat(proxy.admin("PUT", "/admin/rollout", "{\"phase\": \"off\"}"))
                    .contains("200 OK");
            assertThat(proxy.admin("PUT", "/admin/rollout", "{\"phase\": \"shadow\"}"))
                    .contains("200 OK");
        }
    }

    @Test
    void aKillInShadowIsEndedByResumeToo() throws Exception {
        ProxyProcess.write(folder, "rollout.yaml", ROLLOUT.replace("phase: canary", "phase: shadow"));
        try (var proxy = ProxyProcess.start(folder)) {
            assertThat(proxy.admin("POST", "/admin/resume", "")).contains("409", "nothing is paused");
            proxy.admin("POST", "/admin/kill", "");
            String killed = epoch(proxy);
            assertThat(proxy.admin("POST", "/admin/kill", ""))
                    .contains("200 OK", "nothing to change: epoch " + killed + " goes on");
            assertThat(proxy.admin("POST", "/admin/resume", "")).contains("200 OK");
            assertThat(proxy.admin("GET", "/admin/rollout", "")).contains("\"phase\":\"shadow\"", "\"killed\":false");
            assertThat(proxy.admin("POST", "/admin/unkill", "")).contains("200 OK", "nothing to change");
        }
    }

    @Test
    void aRampNeedsTheDocumentsSteps() throws Exception {
        try (var proxy = ProxyProcess.start(folder)) {
            assertThat(proxy.admin("PUT", "/admin/rollout", "{\"phase\": \"ramp\"}"))
                    .contains("409", "phase ramp needs 'ramp' in the rollout document");
        }
    }

    @Test
    void aReloadThatLacksAVariableKeepsTheOldConfiguration() throws Exception {
        try (var proxy = ProxyProcess.start(folder)) {
            String before = proxy.admin("GET", "/admin/status", "");
            ProxyProcess.write(folder, "rollout.yaml", ROLLOUT + "salt_env: NO_SUCH_SALT\n");
            assertThat(proxy.admin("POST", "/admin/reload", ""))
                    .contains("409", "the old configuration is kept", "NO_SUCH_SALT is not set");
            assertThat(proxy.admin("GET", "/admin/status", "")).isEqualTo(before);
            assertThat(proxy.admin("GET", "/metrics", "")).contains("routeproof_reload_failures_total 1\n");
        }
    }

    @Test
    void ordersAtOnceStandInTheLogInTheOrderInWhichTheyTookEffect() throws Exception {
        try (var proxy = ProxyProcess.start(folder)) {
            var operators = new ArrayList<Thread>();
            var failures = new ConcurrentLinkedQueue<String>();
            for (int i = 0; i < 8; i++) {
                int mine = i;
                operators.add(Thread.ofVirtual().start(() -> {
                    for (int order = 0; order < 40; order++) {
                        try {
                            proxy.admin("PUT", "/admin/rollout", "{\"percent\": " + (mine * 10 + order % 10 + 1) + "}");
                        } catch (IOException failed) {
                            failures.add(failed.toString());
                        }
                    }
                }));
            }
            for (Thread operator : operators) {
                operator.join();
            }
            assertThat(failures).isEmpty();
            String last = epoch(proxy);
            proxy.kill();
            assertThat(epochs()).isSortedAccordingTo(Integer::compare).endsWith(ordinal(last));
        }
    }

    private static int ordinal(String epoch) {
        return Integer.parseInt(epoch.substring(epoch.lastIndexOf('-') + 1));
    }

    /** Ordinals of the log's epochs, in the order in which they were written. */
    private List<Integer> epochs() throws IOException {
        var ordinals = new ArrayList<Integer>();
        for (var segment : SegmentFile.in(folder.resolve("log/proxy-0"))) {
            for (String line : Files.readAllLines(segment.path())) {
                if (line.startsWith("{\"kind\":\"epoch\"")) {
                    ordinals.add(Integer.parseInt(line.replaceFirst(".*\"ordinal\":([0-9]+).*", "$1")));
                }
            }
        }
        return ordinals;
    }

    /** X16. */
    @Test
    void tenCrossSiteAttemptsHaveNoEffect() throws Exception {
        try (var proxy = ProxyProcess.start(folder)) {
            String before = proxy.admin("GET", "/admin/rollout", "");
            String token = "Authorization: Bearer " + Marks.ADMIN_TOKEN;
            String own = "Host: 127.0.0.1";
            String kill = "/admin/kill";
            String[] answers = {
                proxy.adminRaw("POST", kill, "", own),
                proxy.adminRaw("POST", kill, "", own, "Authorization: Bearer wrong"),
                proxy.adminRaw("POST", kill, "", own, "Authorization: Basic " + Marks.ADMIN_TOKEN),
                proxy.adminRaw("POST", kill, "", own, "Cookie: token=" + Marks.ADMIN_TOKEN),
                proxy.adminRaw("POST", kill + "?token=" + Marks.ADMIN_TOKEN, "", own),
                proxy.adminRaw("POST", kill, "", own, token, "Origin: https://evil.example"),
                proxy.adminRaw("POST", kill, "", own, token, "Origin: null"),
                proxy.adminRaw("POST", kill, "", "Host: evil.example", token),
                proxy.adminRaw("GET", kill, "", own, token),
                proxy.adminRaw("OPTIONS", kill, "", own, "Access-Control-Request-Method: POST"),
            };
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer)
                            .startsWith("HTTP/1.1 4")
                            .doesNotContainIgnoringCase("access-control-allow"));
            assertThat(proxy.admin("GET", "/admin/rollout", "")).isEqualTo(before);
        }
    }

    private static String epoch(ProxyProcess proxy) throws IOException {
        return proxy.admin("GET", "/admin/rollout", "").replaceFirst("(?s).*\"epoch\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void aReloadNamesWhatOnlyARestartCanChange() throws Exception {
        String before = Files.readString(folder.resolve("proxy.yaml"));
        try (var proxy = ProxyProcess.start(folder)) {
            ProxyProcess.write(
                    folder,
                    "proxy.yaml",
                    before.replace("{dir: log}", "{dir: log, content: full}")
                                    .replace("default: large", "default: small")
                            + "limits: {body_mib: 1}\n");
            assertThat(proxy.admin("POST", "/admin/reload", ""))
                    .contains("200 OK", "; needs a restart: evidence.content, limits.body_mib\"");
            assertThat(proxy.admin("GET", "/admin/status", ""))
                    .as("the rest is in effect")
                    .contains("\"default\":\"small\"");
            ProxyProcess.write(folder, "proxy.yaml", before.replace("listen: 127.0.0.1:0", "listen: 127.0.0.1:1"));
            assertThat(proxy.admin("POST", "/admin/reload", "")).contains("; needs a restart: listen\"");
            ProxyProcess.write(folder, "proxy.yaml", before);
            assertThat(proxy.admin("POST", "/admin/reload", ""))
                    .contains("200 OK")
                    .doesNotContain("restart");
        }
    }

    @Test
    void anOrderInTheWrongMethodIsToldTheRightOne() throws Exception {
        try (var proxy = ProxyProcess.start(folder)) {
            String before = proxy.admin("GET", "/admin/rollout", "");
            assertThat(proxy.admin("GET", "/admin/kill", ""))
                    .startsWith("HTTP/1.1 405")
                    .contains("allow: POST", "nothing was done: /admin/kill takes POST");
            assertThat(proxy.admin("POST", "/admin/rollout", "{}")).contains("takes GET, PUT");
            assertThat(proxy.admin("POST", "/admin/killl", "")).startsWith("HTTP/1.1 404");
            assertThat(proxy.admin("GET", "/admin/rollout", "")).isEqualTo(before);
        }
    }

    @Test
    void aProbeMayAskForTheHeadAlone() throws Exception {
        try (var proxy = ProxyProcess.start(folder)) {
            for (String probe : new String[] {"/healthz", "/readyz", "/metrics"}) {
                assertThat(proxy.adminRaw("HEAD", probe, "", "Host: 127.0.0.1"))
                        .startsWith("HTTP/1.1 200")
                        .endsWith("\r\n\r\n");
            }
            assertThat(proxy.adminRaw("HEAD", "/admin/status", "", "Host: 127.0.0.1"))
                    .startsWith("HTTP/1.1 401");
            assertThat(proxy.adminRaw("POST", "/healthz", "", "Host: 127.0.0.1"))
                    .startsWith("HTTP/1.1 401");
        }
    }
}
