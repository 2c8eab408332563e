package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.datasets.DatasetReader;
import dev.routeproof.harness.bench.SampleAnswerKey;
import dev.routeproof.providers.sandbox.SandboxServer;
import dev.routeproof.routing.catalog.CatalogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bench process is killed with SIGKILL; the server it asks keeps count. */
class KilledBenchTest {
    private static final int IN_FLIGHT = 4;
    private static final String RESULT = "select model, dataset, item, repeat, status, answer, cost_nano_usd, value,"
            + " extracted from graded_call order by all";

    @TempDir
    Path folder;

    @Test
    void nothingIsPaidTwiceAndTheResultIsThatOfAnUninterruptedRun() throws Exception {
        var datasets = Path.of(System.getProperty("routeproof.root"), "eval-datasets", "data", "simple-extraction");
        var read = List.of(DatasetReader.read(datasets).orThrow());
        int samples = read.getFirst().samples().size();
        var key = SampleAnswerKey.of(read);
        try (var server = SandboxServer.start(
                CatalogFile.load(write("server.yaml", "wire: sandbox", SIMULATED))
                        .orThrow(),
                key,
                0)) {
            var catalog = write(
                    "models.yaml",
                    "wire: openai, base_url: \"" + server.baseUrl() + "\", max_in_flight: " + IN_FLIGHT,
                    "");
            var uninterrupted = bench(catalog, datasets, "whole");
            assertThat(uninterrupted.exit()).as(uninterrupted.err()).isZero();
            long calls = 2L * samples;
            assertThat(server.requests()).isEqualTo(calls);

            long before = server.requests();
            killAt(before + calls / 3, server, catalog, datasets);
            long askedByTheKilled = server.requests() - before;
            long kept = journalLines(folder.resolve("killed"));
            assertThat(kept).isBetween(1L, calls - 1);
            assertThat(askedByTheKilled - kept).isBetween(0L, (long) IN_FLIGHT);

            long asked = server.requests();
            var resumed = bench(catalog, datasets, "killed");
            assertThat(resumed.exit()).as(resumed.err()).isZero();
            assertThat(server.requests() - asked).isEqualTo(calls - kept);
            assertThat(sql("killed", RESULT)).isEqualTo(sql("whole", RESULT));
            assertThat(sql("killed", "select count(*) as runs, sum(spent_nano_usd) as spent from run"))
                    .isEqualTo(sql("whole", "select count(*) as runs, sum(spent_nano_usd) as spent from run"));
        }
    }

    private void killAt(long requests, SandboxServer server, Path catalog, Path datasets) throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Harness.class.getName(),
                        "bench",
                        "--catalog",
                        catalog.toString(),
                        "--datasets",
                        datasets.toString(),
                        "--home",
                        folder.resolve("killed").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        boolean ended = false;
        while (!ended && server.requests() < requests) {
            ended = child.waitFor(1, TimeUnit.MILLISECONDS);
        }
        assertThat(ended).as(() -> log()).isFalse();
        child.destroyForcibly().waitFor();
    }

    private Console bench(Path catalog, Path datasets, String home) {
        return Console.run(
                "bench",
                "--catalog",
                catalog.toString(),
                "--datasets",
                datasets.toString(),
                "--home",
                folder.resolve(home).toString());
    }

    private String sql(String home, String question) {
        return Console.run("sql", "--json", "--home", folder.resolve(home).toString(), question)
                .out();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("killed.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Whole lines: a torn last one has no newline. */
    private static long journalLines(Path home) throws IOException {
        long lines = 0;
        try (var files = Files.list(home.resolve("cache/answers"))) {
            for (var file : files.toList()) {
                lines += Files.readString(file).chars().filter(c -> c == '\n').count();
            }
        }
        return lines;
    }

    private static final String SIMULATED =
            ", sandbox: {accuracy: {simple: 0.7, code: 0.7, reasoning: 0.7, complex: 0.7},"
                    + " output_tokens: 20, first_token_ms: {p50: 8, p95: 20}, tokens_per_second: 4000, error_rate: 0.0, seed: 5}";

    private Path write(String name, String provider, String more) throws IOException {
        var text = new StringBuilder("providers:\n  p: {").append(provider).append("}\nmodels:\n");
        for (var model : List.of("one", "two")) {
            text.append("  - {id: ")
                    .append(model)
                    .append(", provider: p, name: ")
                    .append(model)
                    .append(", tier: small, input: 1.0, output: 2.0, context: 32000, capabilities: [tools, json]")
                    .append(more)
                    .append("}\n");
        }
        return Files.writeString(folder.resolve(name), text);
    }
}
