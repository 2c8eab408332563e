package dev.routeproof.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.sandbox.FaultServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** X1 for the commands that read evidence: what the log does not hold, no report, table or line of theirs can tell. */
@Tag("faults")
class MarkedCommandsTest {
    /** Ab and validate may find anything in so little traffic; a store that was never made is another matter. */
    private static final List<Integer> ANY_VERDICT = List.of(0, 3, 5, 6);

    @TempDir
    private Path folder;

    private final Markers written = new Markers();
    private MarkedTraffic proxied = new MarkedTraffic(Path.of(""), written);
    private MarkedHarness harness = new MarkedHarness(Path.of(""), written);
    private String home = "";

    @BeforeEach
    void programs() throws Exception {
        proxied = new MarkedTraffic(folder, written);
        harness = new MarkedHarness(folder, written);
        home = Files.createDirectories(folder.resolve("home")).toString();
    }

    private String config(String file) {
        return folder.resolve("config").resolve(file).toString();
    }

    @Test
    void aCanarysCommandsNameNoKeyPromptAnswerOrUser() throws Exception {
        String log = folder.resolve("home/log").toString();
        try (var provider = FaultServer.start(MarkedTraffic.SCRIPT)) {
            proxied.configure(provider, false, "");
            try (var proxy = proxied.proxy()) {
                proxied.traffic(Markers.OWN_KEY);
                for (String order : List.of("status", "pause", "resume", "kill", "resume")) {
                    harness.runWithKeys(List.of(0), "rollout", order, "--admin", "127.0.0.1:" + proxied.adminPort());
                }
                harness.runWithKeys(
                        List.of(0), "rollout", "set", "--percent", "30", "--admin", "127.0.0.1:" + proxied.adminPort());
                assertThat(proxy.stop()).isZero();
            }
        }
        harness.run(0, "ingest", "--home", home, log);
        harness.run(0, "log", "verify", log);
        harness.run(0, "shadow", "--home", home, "--config", config("proxy.yaml"));
        harness.run(0, "shadow", "--json", "--home", home, "--config", config("proxy.yaml"));
        harness.run(ANY_VERDICT, "ab", "--home", home, "--config", config("proxy.yaml"));
        harness.run(ANY_VERDICT, "ab", "--json", "--home", home);
        harness.run(ANY_VERDICT, "lab", "validate", "--home", home, "--rounds", "3");
        harness.run(
                ANY_VERDICT,
                "plan",
                "--home",
                home,
                "--rollout",
                config("rollout.yaml"),
                "--rate",
                "0.08",
                "--units-per-day",
                "300");
        harness.run(
                List.of(0, 2, 3),
                "label",
                "--home",
                home,
                "--labels",
                folder.resolve("home/labels.jsonl").toString());
        harness.run(0, "log", "purge", "--home", home, "--before", "2026-01-01", log);
        for (String table : List.of("decision", "outcome", "feedback", "epoch")) {
            harness.run(0, "sql", "--json", "--home", home, "select * from " + table);
        }

        written.addFiles(folder.resolve("home"));
        assertThat(written.places())
                .anyMatch(place -> place.startsWith("home/reports/ab-"))
                .anyMatch(place -> place.contains("shadow") && place.endsWith(".html"))
                .anyMatch(place -> place.startsWith("rollout kill"));
        assertThat(written.found(Markers.KEYS)).isEmpty();
        assertThat(written.found(Markers.CONTENT)).isEmpty();
    }

    /** Who labels or trains shows prompts on purpose; their keys are still nobody's business, nor what is learnt from them. */
    @Test
    void labellingAndTrainingKeepKeysOutAndAPurgeSaysNoName() throws Exception {
        Files.createDirectories(folder.resolve("config"));
        var prompts = new StringBuilder();
        var labelled = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            String type = List.of("simple", "code", "reasoning").get(i % 3);
            String text = List.of("what is entry ", "write a function for ", "prove the theorem about ")
                            .get(i % 3)
                    + i;
            prompts.append("{\"id\":\"")
                    .append(i)
                    .append("\",\"prompt\":\"")
                    .append(text)
                    .append("\"}\n");
            labelled.append("{\"id\":\"")
                    .append(i)
                    .append("\",\"prompt\":\"")
                    .append(text)
                    .append(' ')
                    .append(i == 0 ? Markers.PROMPT : "")
                    .append("\",\"task_type\":\"")
                    .append(type)
                    .append("\"}\n");
        }
        Path file = Files.writeString(folder.resolve("config/prompts.jsonl"), prompts);
        Path data = Files.writeString(folder.resolve("config/labelled.jsonl"), labelled);
        harness.runWithKeys(
                List.of(0),
                "label",
                "--file",
                file.toString(),
                "--classifier",
                Path.of(System.getProperty("routeproof.root"), "candidates", "classifier.json")
                        .toString(),
                "--csv",
                folder.resolve("home/sheet.csv").toString());
        harness.runWithKeys(
                List.of(0),
                "train",
                "--data",
                data.toString(),
                "--out",
                folder.resolve("home/trained.json").toString());
        harness.runWithKeys(
                List.of(0),
                "classify",
                "--classifier",
                folder.resolve("home/trained.json").toString(),
                "what is up");
        harness.runWithKeys(
                List.of(0),
                "keys",
                "add",
                "web",
                "--file",
                folder.resolve("home/keys.yaml").toString());
        written.addFiles(folder.resolve("home"));
        assertThat(written.found(Markers.KEYS)).isEmpty();
        assertThat(written.found(List.of(Markers.PROMPT)))
                .as("a classifier is words and weights of many prompts, never one of them")
                .isEmpty();
    }

    /** The longest of them: a whole canary, with keys in its environment that it has no use for. */
    @Test
    void aRehearsalKeepsNoPromptOfItsUsers() throws Exception {
        Path proxy = folder.resolve("proxy.sh");
        var words = new ArrayList<String>();
        for (String word : Deployable.command("dev.routeproof.proxy.ProxyMain")) {
            words.add("'" + word + "'");
        }
        Files.createFile(proxy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(proxy, "#!/bin/sh\nexec " + String.join(" ", words) + " \"$@\"\n");
        Files.createDirectories(folder.resolve("config"));
        harness.runWithKeys(
                ANY_VERDICT,
                "rehearse",
                "--requests",
                "4000",
                "--keep",
                folder.resolve("home/rehearsal").toString(),
                "--proxy",
                proxy.toString());
        written.addFiles(folder.resolve("home"));
        assertThat(written.places())
                .anyMatch(place -> place.endsWith(".html"))
                .anyMatch(place -> place.endsWith(".jsonl"));
        assertThat(written.found(Markers.KEYS)).isEmpty();
        for (String said :
                List.of("Python function that returns", "apples are left", "opposite of entry", "plans of teams")) {
            assertThat(written.placesOf(said))
                    .as("where a prompt stands: %s", said)
                    .isEmpty();
        }
    }
}
