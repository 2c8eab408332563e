package dev.routeproof.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.sandbox.FaultServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs both programs with keys, prompts, answers and users that are markers, through every kind of outcome, and searches
 * everything they wrote and everything they said themselves.
 */
@Tag("faults")
class MarkerTest {
    @TempDir
    private Path folder;

    private final Markers written = new Markers();
    private MarkedTraffic proxied = new MarkedTraffic(Path.of(""), written);
    private MarkedHarness harness = new MarkedHarness(Path.of(""), written);

    @BeforeEach
    void programs() {
        proxied = new MarkedTraffic(folder, written);
        harness = new MarkedHarness(folder, written);
    }

    private void studied() throws Exception {
        String home = folder.resolve("home").toString();
        harness.run(0, "ingest", "--home", home, folder.resolve("home/log").toString());
        harness.run(0, "log", "verify", folder.resolve("home/log").toString());
        harness.run(
                0,
                "shadow",
                "--home",
                home,
                "--config",
                folder.resolve("config/proxy.yaml").toString());
        for (String table : List.of("decision", "outcome", "feedback", "epoch")) {
            harness.run(0, "sql", "--json", "--home", home, "select * from " + table);
        }
    }

    @Test
    void noKeyPromptAnswerOrUserIsWrittenAnywhere() throws Exception {
        try (var provider = FaultServer.start(MarkedTraffic.SCRIPT)) {
            proxied.configure(provider, true, "");
            try (var proxy = proxied.proxy()) {
                proxied.traffic(Markers.VIRTUAL_KEY);
                proxied.own(401, proxied.ask("/v1/chat/completions", Markers.WRONG_KEY, MarkedTraffic.chat("ok", "")));
                proxied.own(
                        401, proxied.ask("/v1/chat/completions", Markers.VIRTUAL_KEY, MarkedTraffic.chat("401", "")));
                proxied.own(
                        403, proxied.ask("/v1/chat/completions", Markers.VIRTUAL_KEY, MarkedTraffic.chat("403", "")));
                proxied.own(
                        403,
                        proxied.ask(
                                "/v1/chat/completions",
                                Markers.VIRTUAL_KEY,
                                MarkedTraffic.chat("ok", "").replace("default", "claude")));
                assertThat(proxy.stop()).isZero();
            }
            studied();
        }
        written.addFiles(folder.resolve("home"));
        assertThat(written.size()).isGreaterThan(50_000);
        assertThat(written.places())
                .anyMatch(place -> place.endsWith(".jsonl"))
                .anyMatch(place -> place.endsWith(".html"))
                .contains("home/proxy-output.txt", "answer 401", "answer 504", "orders");
        assertThat(written.found(Markers.KEYS)).isEmpty();
        assertThat(written.found(Markers.CONTENT)).isEmpty();
    }

    @Test
    void withFullContentThePromptIsKeptAndNoKeyIs() throws Exception {
        try (var provider = FaultServer.start(MarkedTraffic.SCRIPT)) {
            proxied.configure(provider, false, ", content: full");
            try (var proxy = proxied.proxy()) {
                proxied.traffic(Markers.OWN_KEY);
                assertThat(proxied.ask("/v1/chat/completions", Markers.OWN_KEY, MarkedTraffic.chat("401", ""))
                                .statusCode())
                        .isEqualTo(401);
                assertThat(proxy.stop()).isZero();
            }
            studied();
        }
        written.addFiles(folder.resolve("home"));
        // The search finds what is there.
        assertThat(written.found(List.of(Markers.PROMPT))).anyMatch(place -> place.contains(".jsonl"));
        assertThat(written.found(List.of(Markers.ANSWER))).anyMatch(place -> place.contains(".jsonl"));
        assertThat(written.found(Markers.KEYS)).isEmpty();
        assertThat(written.found(List.of(Markers.USER))).isEmpty();
    }

    @Test
    void aBenchWritesNoKeyAndItsReportNoPrompt() throws Exception {
        try (var provider = FaultServer.start(MarkedTraffic.SCRIPT)) {
            proxied.configure(provider, true, "");
            var dataset = Files.createDirectories(folder.resolve("config/data"));
            Files.writeString(dataset.resolve("card.yaml"), """
                    name: d
                    licence: MIT
                    source: made here
                    description: Markers.
                    task_type: simple
                    scorer: {kind: includes}
                    """);
            var lines = new StringBuilder();
            for (String what : List.of("ok", "ok two", "401", "403", "500", "closed", "nonsense")) {
                lines.append("{\"id\":\"")
                        .append(what)
                        .append("\",\"prompt\":\"")
                        .append(Markers.PROMPT)
                        .append(" case ")
                        .append(what)
                        .append("\",\"target\":\"")
                        .append(what.equals("ok") ? Markers.ANSWER : "no")
                        .append("\"}\n");
            }
            Files.writeString(dataset.resolve("d.jsonl"), lines);
            String home = folder.resolve("home").toString();
            Files.createDirectories(folder.resolve("home"));
            harness.runWithKeys(List.of(0), "bench", "--catalog", "models.yaml", "--datasets", "data", "--home", home);
            harness.run(0, "report", "--home", home);
            harness.runWithKeys(List.of(0), "score", "--home", home, "--datasets", "data");
            harness.runWithKeys(List.of(0, 3, 5, 6), "calibrate", "--home", home, "--catalog", "models.yaml");
            harness.runWithKeys(List.of(0), "check");
            harness.runWithKeys(List.of(0), "doctor", "--catalog", "models.yaml");
        }
        written.addFiles(folder.resolve("home"));
        assertThat(written.places()).anyMatch(place -> place.endsWith(".html"));
        assertThat(written.found(Markers.KEYS)).isEmpty();
        assertThat(written.found(List.of(Markers.PROMPT, Markers.ANSWER)))
                .as("prompts and answers stand in the store and the cache, which are the run, and nowhere else")
                .noneMatch(place -> place.contains(".html") || place.contains("harness-"));
    }
}
