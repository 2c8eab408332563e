package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void startFromInit() {
        assertThat(Console.run("init", folder.toString()).exit()).isZero();
    }

    @Test
    void benchWorksWhereInitWasRun() throws IOException {
        var bench = bench("--json");
        assertThat(bench.exit()).as(bench.err()).isZero();
        var numbers = json(bench.out());
        assertThat(numbers.path("simulated").asBoolean()).isTrue();
        assertThat(numbers.path("partial").asBoolean()).isFalse();
        assertThat(numbers.path("spent_usd").asDouble()).isPositive();
        assertThat(Path.of(numbers.path("report").asText())).isRegularFile();
        assertThat(bench.err()).contains("Plan: 8 models × 12 samples × 1 = 96 calls", "100 %");
    }

    @Test
    void benchAgainCostsNothingAndSaysTheSame() throws IOException {
        var first = json(bench("--json").out());
        var second = json(bench("--json").out());
        assertThat(second.path("models")).isEqualTo(first.path("models"));
        assertThat(second.path("spent_usd").asDouble()).isZero();
    }

    @Test
    void aLimitIsStampedPartial() throws IOException {
        assertThat(json(bench("--json", "--limit", "4").out()).path("partial").asBoolean())
                .isTrue();
        assertThat(bench("--limit", "4").out()).contains("Partial: limited to 4 of 12 samples");
    }

    @Test
    void aDryRunAsksNothing() {
        var dry = bench("--dry-run");
        assertThat(dry.exit()).isZero();
        assertThat(dry.err()).contains("96 calls", "tokens", "$", "nothing was charged");
        assertThat(folder.resolve("evidence")).doesNotExist();
    }

    @Test
    void theBudgetEndsWithSevenAndResumes() throws IOException {
        var stopped = bench("--json", "--budget", "0.01");
        assertThat(stopped.exit()).isEqualTo(7);
        assertThat(json(stopped.out()).path("partial").asBoolean()).isTrue();
        assertThat(stopped.err()).contains("Rerun with a higher --budget to resume");

        var resumed = bench("--json", "--budget", "5");
        assertThat(resumed.exit()).isZero();
        assertThat(json(resumed.out()).path("run_id"))
                .isEqualTo(json(stopped.out()).path("run_id"));
    }

    @Test
    void scoringAgainUsesTheTargetsOfNowAndChargesNothing() throws IOException {
        bench();
        var samples = folder.resolve("datasets/first/samples.jsonl");
        Files.writeString(samples, Files.readString(samples).replace("\"Lisbon\"", "\"Porto\""));
        var again = Console.run(
                "score",
                "--json",
                "--home",
                home(),
                "--datasets",
                folder.resolve("datasets").toString());

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).contains("nothing was charged");
        var right = Console.run("sql", "--home", home(), "select sum(value) from score where item = 'capital'");
        assertThat(right.out()).contains("0.0");
    }

    @Test
    void reportWritesTheSamePageAgain() {
        bench();
        var page = folder.resolve("again.html");
        assertThat(Console.run("report", "--home", home(), "--out", page.toString())
                        .exit())
                .isZero();
        assertThat(page).isRegularFile();
    }

    @Test
    void initSaysInJsonWhatItWrote() throws IOException {
        var init = Console.run("init", folder.resolve("other").toString(), "--json");
        assertThat(init.exit()).isZero();
        assertThat(json(init.out()).path("schema").asText()).isEqualTo("routeproof.init");
        assertThat(json(init.out()).path("files").get(0).asText()).isEqualTo("models.yaml");
    }

    @Test
    void initNeverOverwrites() {
        var again = Console.run("init", folder.toString());
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).startsWith("Nothing was written, because these are there already: models.yaml");
    }

    @Test
    void aFreshlyMadeFolderHasNoProblem() {
        var check = Console.run("check", folder.toString());
        assertThat(check.exit()).as(check.err()).isZero();
        assertThat(check.out()).contains("no problem");
    }

    @Test
    void everyProblemOfCatalogAndDatasetIsShownAtOnce() throws IOException {
        var models = folder.resolve("models.yaml");
        Files.writeString(models, Files.readString(models).replaceFirst("tier: small", "tire: small"));
        var samples = folder.resolve("datasets/first/samples.jsonl");
        Files.writeString(samples, Files.readString(samples).replaceFirst("\"prompt\"", "\"promt\""));
        var bench = bench();
        assertThat(bench.exit()).isEqualTo(3);
        assertThat(bench.err())
                .contains("did you mean 'tier'", "did you mean 'prompt'", "Nothing was run and nothing was charged.");
        assertThat(Console.run("check", folder.toString()).exit()).isEqualTo(3);
    }

    @Test
    void aBrokenCatalogHidesNoProblemOfTheOtherFiles() throws IOException {
        var models = folder.resolve("models.yaml");
        Files.writeString(models, Files.readString(models).replaceFirst("tier: small", "tire: small"));
        var table = folder.resolve("tables/current.yaml");
        Files.writeString(table, Files.readString(table).replaceFirst("balanced:", "balancd:"));
        var candidate = folder.resolve("candidates/q4.yaml");
        Files.writeString(candidate, Files.readString(candidate).replaceFirst("cascade:", "cascade:\n  - rulez: {}"));
        Files.writeString(folder.resolve("rollout.yaml"), "experimnt: e\n");
        Files.write(folder.resolve("candidates/latin.yaml"), new byte[] {(byte) 0xe4, '\n'});

        var check = Console.run("check", folder.toString());

        assertThat(check.exit()).isEqualTo(3);
        assertThat(check.err())
                .contains("did you mean 'tier'", "did you mean 'balanced'", "rulez", "did you mean 'experiment'")
                .contains("latin.yaml", "the file is not UTF-8 text")
                .doesNotContain("in the catalog", "no task type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.yaml", "rollout.yaml", "keys.yaml", "models.yaml"})
    void aFolderWhereAConfigFileShouldBeIsAProblem(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        Files.createDirectory(folder.resolve(name));
        var check = Console.run("check", folder.toString());
        assertThat(check.exit()).isEqualTo(3);
        assertThat(check.err()).contains(name, "this is a folder");
    }

    @Test
    void whatAProxyNamesIsCheckedWithIt() throws IOException {
        var proxy = folder.resolve("proxy.yaml");
        Files.writeString(proxy, "catalog: models.yaml\ndefault: sandbox-smal\ncandidates: [candidates/none.yaml]\n");
        var check = Console.run("check", folder.toString());
        assertThat(check.exit()).isEqualTo(3);
        assertThat(check.err())
                .contains(
                        "proxy.yaml:2:10  the default 'sandbox-smal' is no model of models.yaml",
                        "did you mean 'sandbox-small'?",
                        "proxy.yaml:3:14  there is no file " + folder.resolve("candidates/none.yaml"),
                        "candidates: [candidates/none.yaml]\n    |              ^^^^");
        Files.writeString(proxy, "catalog: models.yaml\ndefault: sandbox-small\n");
        assertThat(Console.run("check", folder.toString()).exit()).isZero();
    }

    @Test
    void aFolderByAnotherNameReportsItsProblemsOnce() throws IOException {
        Files.writeString(folder.resolve("proxy.yaml"), "catalog: models.yaml\ndefault: sandbox-small\n");
        Files.writeString(folder.resolve("models.yaml"), "modles: []\n", StandardOpenOption.APPEND);
        var check = Console.run("check", folder.resolve(".").toString());
        assertThat(check.exit()).isEqualTo(3);
        assertThat(check.err()).containsOnlyOnce("unknown key 'modles'");
    }

    @Test
    void theCatalogMayStandWhereTheProxySays() throws IOException {
        Files.createDirectories(folder.resolve("shared"));
        Files.move(folder.resolve("models.yaml"), folder.resolve("shared/all.yaml"));
        Files.writeString(
                folder.resolve("proxy.yaml"),
                "catalog: shared/all.yaml\ndefault: sandbox-small\ncandidates: [candidates/q4.yaml]\n");
        var check = Console.run("check", folder.toString());
        assertThat(check.exit()).as(check.err()).isZero();
    }

    @Test
    void nothingInCandidatesIsPassedOver() throws IOException {
        Files.delete(folder.resolve("proxy.yaml"));
        Files.writeString(folder.resolve("candidates/a.yaml"), "{id: a, tabel: ../tables/q4.yaml, cascad: []}\n");
        Files.writeString(
                folder.resolve("candidates/b.yml"), "rules:\n  - {label: code, wieght: 1, any: {words: [x]}}\n");
        var check = Console.run("check", folder.toString());
        assertThat(check.exit()).isEqualTo(3);
        assertThat(check.err()).contains("a.yaml:1:9  unknown key 'tabel'", "b.yml:2:19  unknown key 'wieght'");
    }

    @Test
    void whatAProxyServesHasNamesOfItsOwn() throws IOException {
        Files.copy(folder.resolve("candidates/q4.yaml"), folder.resolve("candidates/q5.yaml"));
        Files.writeString(
                folder.resolve("proxy.yaml"),
                "catalog: models.yaml\ndefault: sandbox-small\nkeys: keys.yaml\n"
                        + "candidates: [candidates/q4.yaml, candidates/q5.yaml]\n");
        Files.writeString(
                folder.resolve("keys.yaml"),
                "keys: [{id: web, sha256: " + "ab".repeat(32) + ", models: [default, sandbox-smal]}]\n");
        var check = Console.run("check", folder.toString());
        assertThat(check.exit()).isEqualTo(3);
        assertThat(check.err())
                .contains("q5.yaml:2:5  the id 'q4-hybrid' is also that of another candidate of the proxy")
                .contains("keys.yaml:1:" + (35 + 64 + 1)
                        + "  the key 'web' names the model 'sandbox-smal', which is none of models.yaml; did you mean");
    }

    @Test
    void aKeyThatIsNotSetEndsWithFourBeforeAnythingIsAsked() throws IOException {
        var models = folder.resolve("models.yaml");
        Files.writeString(models, """
                providers:
                  far: {wire: openai, base_url: "http://127.0.0.1:9/v1", key_env: ROUTEPROOF_TEST_NO_SUCH_KEY}
                models:
                  - {id: m, provider: far, name: m, tier: small, input: 1, output: 1, context: 8000}
                """);
        Files.delete(folder.resolve("tables/current.yaml"));
        var missing = bench();
        assertThat(missing.exit()).isEqualTo(4);
        assertThat(missing.err()).contains("ROUTEPROOF_TEST_NO_SUCH_KEY is not set");
        assertThat(Console.run("doctor", "--catalog", models.toString()).exit()).isEqualTo(4);
    }

    @Test
    void anUnknownModelOrOptionIsAUsageError() {
        assertThat(bench("--models", "sandbox-smal").err()).contains("did you mean 'sandbox-small'?");
        assertThat(bench("--models", "sandbox-smal").exit()).isEqualTo(2);
        assertThat(bench("--repeats", "0").exit()).isEqualTo(2);
        assertThat(bench("--until", "soon").exit()).isEqualTo(2);
        assertThat(bench("--nonsense").exit()).isEqualTo(2);
        assertThat(Console.run().exit()).isEqualTo(2);
    }

    private Console bench(String... more) {
        var args = new String[more.length + 5];
        args[0] = "bench";
        args[1] = "--catalog";
        args[2] = folder.resolve("models.yaml").toString();
        args[3] = "--home";
        args[4] = home();
        System.arraycopy(more, 0, args, 5, more.length);
        return Console.run(args);
    }

    private String home() {
        return folder.resolve("evidence").toString();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void everyCommandIsReachedByTheNameItShows() {
        var all = Harness.commandLine().getSubcommands();
        assertThat(all).hasSizeGreaterThan(20);
        all.forEach((name, command) -> {
            assertThat(command.getCommandName()).isEqualTo(name);
            assertThat(Harness.commandLine(name, "--help").getSubcommands()).containsOnlyKeys(name);
        });
    }
}
