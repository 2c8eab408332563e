package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.harness.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imported scores: "dear" is always right for a cent, "cheap" on simple items only for a tenth of it. */
class RoutersCommandTest {
    @TempDir
    Path folder;

    private String home = "";

    @BeforeEach
    void importScores() throws IOException {
        home = folder.resolve("evidence").toString();
        var csv = new StringBuilder("dataset,item,model,score,task_type,cost_usd\n");
        for (int i = 0; i < 10; i++) {
            csv.append("d,s%1$d,dear,1,simple,0.01%nd,s%1$d,cheap,1,simple,0.001%n".formatted(i));
            csv.append("d,c%1$d,dear,1,code,0.01%nd,c%1$d,cheap,0,code,0.001%n".formatted(i));
        }
        Console imported =
                Console.run("import", "scores", write("s.csv", csv.toString()).toString(), "--home", home);
        assertThat(imported.exit()).as(imported.err()).isZero();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path candidate() throws IOException {
        write("models.yaml", """
                providers: {p: {wire: openai, base_url: 'http://localhost:1/v1'}}
                models:
                  - {id: dear, provider: p, name: dear, tier: large, input: 10, output: 10, context: 8000}
                  - {id: cheap, provider: p, name: cheap, tier: small, input: 1, output: 1, context: 8000}
                """);
        write("tables/t.yaml", """
                id: t
                default: dear
                routes:
                  simple: {eco: cheap, balanced: cheap, sport: dear}
                  code: {eco: cheap, balanced: dear, sport: dear}
                """);
        write("candidates/rules.yaml", "rules:\n  - {label: code, any: {words: [function]}, weight: 0.9}\n");
        return write(
                "candidates/q.yaml",
                "id: q\ntable: ../tables/t.yaml\ncascade:\n  - {kind: rules, file: rules.yaml, believe: 0.5}\n");
    }

    private static JsonNode json(String... arguments) throws IOException {
        Console console = Console.run(arguments);
        assertThat(console.exit()).as(console.err()).isZero();
        return new ObjectMapper().readTree(console.out());
    }

    @Test
    void aCandidateTakesPartASecondTimeWithItsTableRecalibrated() throws IOException {
        JsonNode result = json(
                "routers",
                "--home",
                home,
                "--candidate",
                candidate().toString(),
                "--catalog",
                folder.resolve("models.yaml").toString(),
                "--recalibrated",
                "--json");
        assertThat(result.findValuesAsText("id")).contains("q", "q, recalibrated");
        assertThat(Files.readString(Path.of(result.get("report").asText())))
                .contains("q, recalibrated: judged on prompts its table has not seen", "--recalibrated");
    }

    @Test
    void aCandidateIsComparedOnRecordedOutcomes() throws IOException {
        JsonNode result = json(
                "routers",
                "--home",
                home,
                "--candidate",
                candidate().toString(),
                "--catalog",
                folder.resolve("models.yaml").toString(),
                "--json");
        assertThat(result.get("schema").asText()).isEqualTo("routeproof.routers");
        assertThat(result.get("n").asInt()).isEqualTo(20);
        assertThat(result.get("best_single").asDouble()).isEqualTo(1);
        assertThat(result.get("oracle").asDouble()).isEqualTo(1);
        assertThat(result.get("zero_router_aiq").asDouble()).isCloseTo(0.75, within(1e-9));
        JsonNode candidate = result.at("/candidates/0");
        assertThat(candidate.get("id").asText()).isEqualTo("q");
        assertThat(candidate.get("accuracy").asDouble()).isEqualTo(1);
        assertThat(candidate.get("cost").asDouble()).isCloseTo(5.5, within(1e-9));
        assertThat(candidate.get("apgr").asDouble()).isCloseTo(0.75, within(1e-9));
        assertThat(candidate.get("cpt50").asDouble()).isCloseTo(0.25, within(1e-9));
        assertThat(candidate.get("over_zero_router").asDouble()).isCloseTo(0.25, within(1e-9));
        assertThat(candidate.at("/regret/classifier").asDouble()).isZero();
        assertThat(candidate.at("/regret/table").asDouble()).isZero();
        assertThat(candidate.at("/intervals/over_zero_router/low").asDouble()).isGreaterThan(0.1);
        assertThat(candidate.get("modes")).hasSize(3);
        assertThat(Path.of(result.get("report").asText())).exists();
    }

    @Test
    void theModeNamesWhatIsCompared() throws IOException {
        String catalog = candidate().getParent().resolveSibling("models.yaml").toString();
        String file = folder.resolve("candidates/q.yaml").toString();
        JsonNode eco =
                json("routers", "--home", home, "--candidate", file, "--catalog", catalog, "--mode", "eco", "--json");
        assertThat(eco.at("/candidates/0/accuracy").asDouble()).isEqualTo(0.5);
        assertThat(eco.at("/candidates/0/regret/table").asDouble()).isEqualTo(0.5);
        Console text =
                Console.run("routers", "--home", home, "--candidate", file, "--catalog", catalog, "--mode", "sport");
        assertThat(text.out())
                .contains("sport mode", "20 prompts that have a score of all 2 models", "q stays 0.0 points behind")
                .contains("the true task types stand in for its labels");
    }

    @Test
    void withoutACandidateTheFieldIsStillDrawn() {
        Console console = Console.run("routers", "--home", home);
        assertThat(console.exit()).as(console.err()).isZero();
        assertThat(console.out()).contains("best single: dear", "oracle");
    }

    @Test
    void aCandidateWhoseModelsAreNotKnownIsRefused() throws IOException {
        Console console = Console.run(
                "routers", "--home", home, "--candidate", candidate().toString());
        assertThat(console.exit()).isEqualTo(2);
        assertThat(console.err()).contains("so it is not known what the models of");
    }

    @Test
    void theFileOfOtherRoutersTellsAllItsProblems() throws IOException {
        Path file = write("o.csv", """
                router,dataset,item,model,score
                a,d,s0,dear,
                a,d,s0,dear,
                a,d,s1,,0.5
                ,d,s2,dear,
                a,d,s3,,
                b,d,s0,,high
                """);
        Console console = Console.run("routers", "--home", home, "--others", file.toString());
        assertThat(console.exit()).isEqualTo(3);
        assertThat(console.err())
                .contains("o.csv:3  a has a row for d/s0 already; keep one.")
                .contains("o.csv:4  a fills in other columns here than in its first row")
                .contains("o.csv:5  'router', 'dataset' and 'item' must all be filled in.")
                .contains("o.csv:6  neither 'model' nor 'score' is filled in.")
                .contains("o.csv:7  score 'high' is not a number.");
        Path other = write("p.csv", "router,dataset,item,choice\na,d,s0,dear\n");
        assertThat(Console.run("routers", "--home", home, "--others", other.toString())
                        .err())
                .contains(
                        "p.csv:1  the columns are router,dataset,item,choice; they must be router,dataset,item and model");
    }

    @Test
    void othersAreComparedBesideTheCandidates() throws IOException {
        var csv = new StringBuilder("router,dataset,item,score\n");
        for (int i = 0; i < 10; i++) {
            csv.append("theirs,d,s%1$d,0.1%ntheirs,d,c%1$d,0.9%n".formatted(i));
        }
        JsonNode result = json(
                "routers",
                "--home",
                home,
                "--others",
                write("o.csv", csv.toString()).toString(),
                "--json");
        assertThat(result.at("/candidates/0/id").asText()).isEqualTo("theirs");
        assertThat(result.at("/candidates/0/apgr").asDouble()).isCloseTo(0.75, within(1e-9));
        assertThat(result.at("/candidates/0/regret/classifier").isNull()).isTrue();
    }

    @Test
    void recordedScoresOfOthersGiveTheKnownFigures() throws IOException {
        String nine = folder.resolve("nine").toString();
        Console.run(
                "import",
                "scores",
                SharedData.file("recordings/llmrouter-scores.csv.gz").toString(),
                "--home",
                nine);
        JsonNode result = json("routers", "--home", nine, "--json");
        assertThat(result.get("n").asInt()).isEqualTo(5_608);
        assertThat(result.get("best_single").asDouble()).isCloseTo(0.621323, within(5e-7));
        assertThat(result.get("oracle").asDouble()).isCloseTo(0.801722, within(5e-7));
    }

    @Test
    void theReportOfImportedScoresIsWrittenAgain() {
        Console console = Console.run("report", "--home", home);
        assertThat(console.exit()).as(console.err()).isZero();
        assertThat(console.out()).contains("Report");
    }

    @Test
    void importedScoresHoldNoAnswersToScore() {
        Console console = Console.run("score", "--home", home);
        assertThat(console.exit()).isEqualTo(2);
        assertThat(console.err()).contains("was imported as scores: it holds no answers to score");
    }
}
