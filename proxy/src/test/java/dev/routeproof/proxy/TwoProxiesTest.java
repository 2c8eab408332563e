package dev.routeproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, each with files and evidence of its own; configuration, salt and installation key are the same. */
class TwoProxiesTest {
    private static final int USERS = 150;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    @TempDir
    private Path folder;

    private Path home(String name) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        Files.createDirectory(home.resolve("log"));
        Path key = folder.resolve("install.key");
        if (Files.notExists(key)) {
            InstallKey.in(folder);
        }
        Files.copy(key, home.resolve("log/install.key"), StandardCopyOption.COPY_ATTRIBUTES);
        String sandbox =
                "sandbox: {accuracy: {simple: 0.9, code: 0.9, reasoning: 0.9, complex: 0.9}, output_tokens: 5, first_token_ms: {p50: 1, p95: 2}, tokens_per_second: 100000, seed: 1}";
        ProxyProcess.write(home, "models.yaml", """
                providers: {sandbox: {wire: sandbox}}
                models:
                  - {id: large, provider: sandbox, name: large, tier: large, input: 1, output: 2, context: 128000, %1$s}
                  - {id: small, provider: sandbox, name: small, tier: small, input: 0.1, output: 0.2, context: 128000, %1$s}
                  - {id: other, provider: sandbox, name: other, tier: small, input: 0.1, output: 0.2, context: 128000, %1$s}
                  - {id: short, provider: sandbox, name: short, tier: small, input: 0.1, output: 0.2, context: 3, %1$s}
                """.formatted(sandbox));
        ProxyProcess.write(
                home,
                "table.yaml",
                "id: next\ndefault: large\nroutes: {simple: {eco: small, balanced: small, sport: small}}\n");
        ProxyProcess.write(
                home, "rules.yaml", "rules: [{label: simple, weight: 0.9, any: {starts_with: ['what is']}}]\n");
        ProxyProcess.write(
                home,
                "candidate.yaml",
                "id: next\ntable: table.yaml\ncascade: [{kind: rules, file: rules.yaml, believe: 0.5}]\n");
        ProxyProcess.write(home, "rollout.yaml", """
                experiment: next-canary
                candidate: next
                phase: canary
                percent: 5
                holdout: 10
                unit: user
                salt_env: ROUTEPROOF_SALT
                explore: {percent: 20, models: [small, short, other]}
                """);
        ProxyProcess.write(home, "proxy.yaml", """
                listen: 127.0.0.1:0
                admin: {listen: '127.0.0.1:0', token_env: ROUTEPROOF_ADMIN_TOKEN}
                catalog: models.yaml
                default: large
                candidates: [candidate.yaml]
                rollout: rollout.yaml
                evidence: {dir: log}
                """);
        return home;
    }

    private record Served(String arm, String model, JsonNode decision) {}

    private static Served ask(ProxyProcess proxy, int user) throws IOException {
        String answer = proxy.ask("u" + user, "what is up");
        return new Served(
                header(answer, "arm"), header(answer, "model"), decision(proxy, header(answer, "request-id")));
    }

    /** As the operator sees it; decisions are written down behind the answer. */
    private static JsonNode decision(ProxyProcess proxy, String id) throws IOException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < until) {
            String told = proxy.admin("GET", "/admin/exchanges/" + id, "");
            for (JsonNode event : new JsonMapper()
                    .readTree(told.substring(told.indexOf("\r\n\r\n")))
                    .path("events")) {
                if (event.path("kind").asText().equals("decision")) {
                    return event;
                }
            }
        }
        throw new AssertionError("no decision of " + id + " was written down");
    }

    private static String header(String answer, String name) {
        return answer.replaceAll("(?s).*x-routeproof-" + name + ": (\\S+).*", "$1");
    }

    @Test
    void assignIdenticallyAndLogAUnitUnderOneHash() throws Exception {
        try (var one = ProxyProcess.start(home("one"));
                var two = ProxyProcess.start(home("two"))) {
            Map<String, String> before = new HashMap<>();
            var explored = new HashSet<String>();
            for (int percent : new int[] {5, 20, 50}) {
                for (var proxy : new ProxyProcess[] {one, two}) {
                    assertThat(proxy.admin("PUT", "/admin/rollout", "{\"percent\": " + percent + "}"))
                            .contains("200 OK");
                }
                for (int user = 0; user < USERS; user++) {
                    Served served = ask(one, user);
                    Served there = ask(two, user);
                    assertThat(there.arm()).isEqualTo(served.arm());
                    assertThat(there.decision().path("unit"))
                            .isEqualTo(served.decision().path("unit"));
                    assertThat(there.decision().path("epoch"))
                            .isEqualTo(served.decision().path("epoch"));
                    assertThat(there.decision().path("config"))
                            .isEqualTo(served.decision().path("config"));
                    String was = before.put("u" + user, served.arm());
                    if (was != null && !was.equals(served.arm())) {
                        assertThat(was + " to " + served.arm()).isEqualTo("control to candidate");
                    }
                    JsonNode shares = served.decision().path("propensities");
                    assertThat(shares.path("explore").asDouble()).isEqualTo(0.2);
                    assertThat(shares.path("explored").toString())
                            .as("what cannot take the request is not chosen")
                            .isEqualTo("[\"small\",\"other\"]");
                    if (served.arm().equals("explore")) {
                        explored.add(served.model());
                    } else {
                        assertThat(served.model()).isEqualTo(served.arm().equals("candidate") ? "small" : "large");
                    }
                }
                assertThat(before.values()).contains("control", "candidate", "holdout", "explore");
            }
            assertThat(explored).containsExactlyInAnyOrder("small", "other");
        }
    }
}
