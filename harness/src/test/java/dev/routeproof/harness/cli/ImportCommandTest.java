package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void importedScoresAreShownLikeAnyRun() throws IOException {
        Path file = Files.writeString(folder.resolve("s.csv"), """
                dataset,item,model,score
                d,a,m1,1
                d,a,m2,0
                d,b,m1,1
                d,b,m2,1
                """);
        int code = run("import", "scores", file.toString(), "--task-type", "code", "--home", home(), "--json");
        assertThat(code).isZero();
        JsonNode run = new ObjectMapper().readTree(out.toString());
        assertThat(run.get("models").findValuesAsText("model")).contains("m1", "m2");
        assertThat(run.get("models").findValuesAsText("quality")).contains("1.0", "0.5");
        assertThat(Path.of(run.get("report").asText())).exists();
    }

    @Test
    void theLeaderboardCountsThePromptsOfItsIntervalsAndNotTheirAnswers() throws IOException {
        Path file = Files.writeString(folder.resolve("s.csv"), """
                dataset,item,model,score
                d,a,m1,1
                d,a,m1,0
                d,b,m1,1
                d,b,m1,1
                d,c,m1,0
                d,c,m1,0
                """);
        run("import", "scores", file.toString(), "--task-type", "code", "--home", home(), "--json");
        String report =
                new ObjectMapper().readTree(out.toString()).get("report").asText();
        assertThat(Files.readString(Path.of(report)))
                .contains("data-v=\"3.0\">3</td>")
                .doesNotContain("data-v=\"6.0\">6</td>");
    }

    @Test
    void theCommandThatReproducesARunNamesTheTokensOfItsCosts() throws IOException {
        Path file = Files.writeString(folder.resolve("s.csv"), "dataset,item,model,score\nd,a,m1,1\n");
        Path prices = Files.writeString(folder.resolve("models.yaml"), """
                providers: {p: {wire: openai, base_url: 'http://localhost:1/v1'}}
                models:
                  - {id: m1, provider: p, name: m1, tier: small, input: 1, output: 2}
                """);
        run(
                "import",
                "scores",
                file.toString(),
                "--task-type",
                "code",
                "--prices",
                prices.toString(),
                "--tokens",
                "1000,300",
                "--home",
                home());
        assertThat(Console.run("sql", "--json", "--home", home(), "select command from run")
                        .out())
                .contains("--tokens 1000,300");
    }

    @Test
    void aBrokenScoresFileEndsWithTheProblemsAndCode3() throws IOException {
        Path file = Files.writeString(folder.resolve("s.csv"), "dataset,item,model,score\nd,a,m1,9\n");
        assertThat(run("import", "scores", file.toString(), "--home", home())).isEqualTo(3);
        assertThat(err.toString())
                .contains("s.csv:2  score 9.0 lies outside [0,1]")
                .doesNotContain("\tat ");
    }

    @Test
    void anImportedDatasetIsAFolderThatReads() throws IOException {
        Path file = Files.writeString(folder.resolve("q.csv"), "id,question,answer\nq1,2+2?,4\nq2,2+3?,5\n");
        Path set = folder.resolve("sums");
        int code = run(
                "import",
                "dataset",
                file.toString(),
                "--map",
                "id=id,prompt=question,target=answer",
                "--scorer",
                "numeric",
                "--task-type",
                "reasoning",
                "--out",
                set.toString());
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString()).contains("2 samples in " + set + " (dataset sums)");
        assertThat(set.resolve("card.yaml")).content().contains("scorer: {kind: numeric}");
    }

    @Test
    void anUnknownFieldOrScorerEndsWithCode3() throws IOException {
        Path file = Files.writeString(folder.resolve("q.csv"), "id,question,answer\nq1,2+2?,4\n");
        String set = folder.resolve("sums").toString();
        assertThat(run(
                        "import",
                        "dataset",
                        file.toString(),
                        "--map",
                        "id=id,promt=question",
                        "--scorer",
                        "numeric",
                        "--out",
                        set))
                .isEqualTo(3);
        assertThat(err.toString()).contains("'promt' is no field of a dataset line; one of");
        assertThat(run(
                        "import",
                        "dataset",
                        file.toString(),
                        "--map",
                        "id=id,prompt=question,target=answer",
                        "--scorer",
                        "numerc",
                        "--task-type",
                        "code",
                        "--out",
                        set))
                .isEqualTo(3);
        assertThat(err.toString()).contains("unknown kind 'numerc'; did you mean 'numeric'?");
    }

    private String home() {
        return folder.resolve("evidence").toString();
    }

    private int run(String... args) {
        return Harness.run(new PrintWriter(out), new PrintWriter(err), args);
    }
}
