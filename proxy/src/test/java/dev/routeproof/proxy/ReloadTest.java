package dev.routeproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.faults.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R37: tables replaced and broken in the files while requests are under way. */
@Faults
class ReloadTest {
    private static final int ROUNDS = 12;

    @TempDir
    private Path folder;

    private static String table(String model) {
        return "id: next\ndefault: large\nroutes: {simple: {eco: M, balanced: M, sport: M}}\n".replace("M", model);
    }

    /** What may be wrong with a table, one for each round. */
    private static final List<String> BROKEN = List.of(
            "id: next\ndefault: large\nroutes: {simple: {eco: nobody, balanced: nobody, sport: nobody}}\n",
            "id: next\ndefault: large\nroutes: {simple: {eco: sma",
            "",
            "\u0000\u0001\u0002",
            "id: next\ndefault: nobody\nroutes: {}\n",
            "id: next\ndefault: large\nroutes: {simple: {eco: small}}\nroutes: {}\n");

    @BeforeEach
    void files() throws IOException {
        String sandbox = "sandbox: {accuracy: {simple: 0.9, code: 0.9, reasoning: 0.9, complex: 0.9}, output_tokens: 5,"
                + " first_token_ms: {p50: 1, p95: 2}, tokens_per_second: 100000, seed: 1}";
        ProxyProcess.write(folder, "models.yaml", """
                providers: {sandbox: {wire: sandbox}}
                models:
                  - {id: large, provider: sandbox, name: large, tier: large, input: 1, output: 2, context: 128000, %1$s}
                  - {id: small, provider: sandbox, name: small, tier: small, input: 0.1, output: 0.2, context: 128000, %1$s}
                  - {id: other, provider: sandbox, name: other, tier: small, input: 0.1, output: 0.2, context: 128000, %1$s}
                """.formatted(sandbox));
        ProxyProcess.write(folder, "table.yaml", table("small"));
        ProxyProcess.write(
                folder, "rules.yaml", "rules: [{label: simple, weight: 0.9, any: {starts_with: ['what is']}}]\n");
        ProxyProcess.write(
                folder,
                "candidate.yaml",
                "id: next\ntable: table.yaml\ncascade: [{kind: rules, file: rules.yaml, believe: 0.5}]\n");
        ProxyProcess.write(folder, "rollout.yaml", """
                experiment: next-canary
                candidate: next
                phase: canary
                percent: 100
                holdout: 0
                unit: user
                metrics:
                  primary: {name: bad_outcome, margin: 0.02, mde: 0.02}
                  gain: {name: cost, min_saving: 0.0}
                """);
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

    private static String model(String answer) {
        return answer.replaceFirst("(?s).*\r\nx-routeproof-model: ([a-z]+)\r\n.*", "$1");
    }

    @Test
    void r37ABrokenTableLeavesTheOldOneAndAGoodOneIsSwappedAtOnceUnderLoad() throws Exception {
        var over = new AtomicBoolean();
        var asked = new AtomicInteger();
        Set<String> models = ConcurrentHashMap.newKeySet();
        var failures = new ConcurrentLinkedQueue<String>();
        try (var proxy = ProxyProcess.start(folder)) {
            var load = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                String user = "u" + i;
                load.add(Thread.ofVirtual().start(() -> {
                    while (!over.get()) {
                        try {
                            String answer = proxy.ask(user, "what is up");
                            asked.incrementAndGet();
                            models.add(model(answer));
                            if (!answer.startsWith("HTTP/1.1 200")) {
                                failures.add(answer);
                            }
                        } catch (IOException failed) {
                            failures.add(failed.toString());
                        }
                    }
                }));
            }
            String now = "small";
            for (int round = 0; round < ROUNDS; round++) {
                ProxyProcess.write(folder, "table.yaml", BROKEN.get(round % BROKEN.size()));
                assertThat(proxy.admin("POST", "/admin/reload", ""))
                        .contains("409", "the old configuration is kept", "table.yaml");
                assertThat(model(proxy.ask("me", "what is up"))).isEqualTo(now);
                now = now.equals("small") ? "other" : "small";
                ProxyProcess.write(folder, "table.yaml", table(now));
                assertThat(proxy.admin("POST", "/admin/reload", "")).contains("200 OK");
                assertThat(model(proxy.ask("me", "what is up")))
                        .as("from the next request on")
                        .isEqualTo(now);
            }
            over.set(true);
            for (Thread thread : load) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            assertThat(models).as("never a table half swapped").containsExactlyInAnyOrder("small", "other");
            assertThat(asked.get()).isGreaterThan(4 * ROUNDS);
            assertThat(proxy.admin("GET", "/metrics", ""))
                    .contains("routeproof_reloads_total " + ROUNDS + "\n")
                    .contains("routeproof_reload_failures_total " + ROUNDS + "\n");
        }
    }
}
