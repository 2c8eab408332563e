package dev.routeproof.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.classify.Prompt.Message;
import dev.routeproof.routing.classify.Prompt.Role;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.config.Loaded;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class DatasetReaderTest {
    static final String CARD = """
            name: rivers
            licence: MIT
            source: written for this test
            description: Which river is meant.
            task_type: simple
            scorer: {kind: exact}
            system: Answer with one word.
            """;

    @TempDir
    Path folder;

    @Test
    void theCardFillsInWhatALineLeavesOut() throws IOException {
        write("card.yaml", CARD);
        write("a.jsonl", """
                {"id": "r-1", "prompt": "Which river runs through Vienna?", "target": ["Danube", "Donau"]}
                {"id": "r-2", "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "2+2?"}], \
                "target": "4", "task_type": "reasoning", "scorer": {"kind": "numeric", "extract": {"kind": "after", "marker": "####"}}, \
                "cluster": "sums", "tags": ["easy"], "needs": ["json"]}
                """);
        Dataset dataset = DatasetReader.read(folder).orThrow();

        Sample first = dataset.samples().getFirst();
        assertThat(first.taskType()).isEqualTo(new TaskType("simple"));
        assertThat(first.scorer()).isEqualTo(new ScorerSpec.Exact(true, null));
        assertThat(first.target()).containsExactly("Danube", "Donau");
        assertThat(first.prompt().messages())
                .containsExactly(
                        new Message(Role.SYSTEM, "Answer with one word."),
                        new Message(Role.USER, "Which river runs through Vienna?"));

        Sample second = dataset.samples().getLast();
        assertThat(second.prompt().messages().getFirst()).isEqualTo(new Message(Role.SYSTEM, "Be brief."));
        assertThat(second.scorer()).isEqualTo(new ScorerSpec.Numeric(0, 0, new ScorerSpec.Extract.After("####")));
        assertThat(second.needs()).containsExactly(Capability.JSON);
        assertThat(second.cluster()).isEqualTo("sums");
    }

    @Test
    void packedLinesAreReadLikePlainOnes() throws IOException {
        write("card.yaml", CARD);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.jsonl.gz")))) {
            out.write("{\"id\": \"r-1\", \"prompt\": \"Which?\", \"target\": \"Elbe\"}\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(DatasetReader.read(folder).orThrow().samples()).hasSize(1);
    }

    @Test
    void messagesThatAreAllBrokenAreToldOnce() throws IOException {
        write("card.yaml", CARD);
        write(
                "a.jsonl",
                "{\"id\": \"r-1\", \"messages\": [{\"role\": \"user\", \"content\": [1]}], \"target\": \"Elbe\"}\n");
        assertThat(DatasetReader.read(folder))
                .isInstanceOfSatisfying(
                        Loaded.Broken.class,
                        broken -> assertThat(broken.problems().render())
                                .contains("a.jsonl:1:56  expected text, found a list", "1 problem."));
    }

    @Test
    void whatIsNotUtf8IsToldOnceWithItsLine() throws IOException {
        write("card.yaml", CARD);
        byte[] lines = "\n\n{\"id\": \"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("a.jsonl"), lines);
        Files.write(folder.resolve("card.yaml"), "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(DatasetReader.read(folder))
                .isInstanceOfSatisfying(
                        Loaded.Broken.class,
                        broken -> assertThat(broken.problems().render())
                                .contains("card.yaml  the file is not UTF-8 text; save it as UTF-8")
                                .contains("a.jsonl:3:1  this line is not UTF-8 text; save the file as UTF-8")
                                .contains("2 problems."));
    }

    @Test
    void theHashChangesWithAnyLine() throws IOException {
        write("card.yaml", CARD);
        write("a.jsonl", "{\"id\": \"r-1\", \"prompt\": \"Which?\", \"target\": \"Elbe\"}\n");
        String before = DatasetReader.read(folder).orThrow().contentHash();
        write("a.jsonl", "{\"id\": \"r-1\", \"prompt\": \"Which?\", \"target\": \"Oder\"}\n");
        assertThat(DatasetReader.read(folder).orThrow().contentHash()).isNotEqualTo(before);
    }

    @Test
    void everyProblemOfTheLinesIsShownAtOnce() throws IOException {
        write("card.yaml", CARD.replace("task_type: simple", "task_type: simpel"));
        write("a.jsonl", """
                {"id": "r-1", "prompt": "Which?"}
                {"id": "r-1", "prompt": "Which?", "target": "Elbe"}
                {"id": "r-3", "prompt": "Which?", "target": "Elbe"
                {"id": "r-4", "promt": "Which?", "target": "Elbe"}
                {"id": "r-5", "prompt": "Which?", "target": "E", "scorer": {"kind": "choice", "choices": ["A", "B"]}}
                {"id": "r-6", "prompt": "Which?", "target": "E", "scorer": {"kind": "exakt"}}
                {"id": "r-7", "prompt": "Which?", "target": "E", "scorer": {"kind": "regex", "pattern": "(?=x)"}}
                """);
        String shown = problems(folder);
        assertThat(shown)
                .contains(
                        "card.yaml:5:12  task type 'simpel' is not in the taxonomy; one of simple, code, reasoning, complex")
                .contains("a.jsonl:1:1  scorer 'exact' needs a target and this sample has none")
                .contains("a.jsonl:2:8  id 'r-1' stands already at " + folder.resolve("a.jsonl") + ":1:8")
                .contains("a.jsonl:3:")
                .contains("a.jsonl:4:15  unknown key 'promt' in this sample; did you mean 'prompt'?")
                .contains("target 'E' is none of the choices A, B")
                .contains("unknown kind 'exakt'; did you mean 'exact'?")
                .contains("not a pattern")
                .contains("Nothing was run and nothing was charged.");
    }

    @Test
    void aFolderWithoutCardOrLinesSaysSo() throws IOException {
        assertThat(problems(folder)).contains("there is no such file").contains("no *.jsonl or *.jsonl.gz file");
        assertThat(problems(folder.resolve("absent"))).contains("there is no such dataset folder");
        write("card.yaml", CARD);
        write("a.jsonl", "\n");
        assertThat(problems(folder)).contains("this dataset has no samples");
    }

    @Test
    void aFloodOfProblemsIsCutShort() throws IOException {
        write("card.yaml", CARD);
        write("a.jsonl", "not json\n".repeat(5_000));
        assertThat(problems(folder)).contains("lines after 100 were not read: too many problems");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        write("card.yaml", CARD);
        Files.write(folder.resolve("a.jsonl"), new byte[] {'{', (byte) 0xff, '}', '\n'});
        assertThat(problems(folder)).contains("not UTF-8 text");
    }

    @Test
    void foldersAreFoundBelowARootAndTwoOfOneNameAreRefused() throws IOException {
        for (String name : List.of("x", "y")) {
            Files.createDirectories(folder.resolve(name));
            write(name + "/card.yaml", CARD);
            write(name + "/a.jsonl", "{\"id\": \"r-1\", \"prompt\": \"Which?\", \"target\": \"Elbe\"}\n");
        }
        List<Path> found = DatasetFolders.find(folder).orThrow();
        assertThat(found).containsExactly(folder.resolve("x"), folder.resolve("y"));
        assertThat(DatasetReader.readAll(found, Taxonomy.DEFAULT))
                .isInstanceOfSatisfying(
                        Loaded.Broken.class,
                        broken -> assertThat(broken.problems().render()).contains("the name 'rivers' is also that of"));
        assertThat(DatasetFolders.find(folder.resolve("z"))).isInstanceOf(Loaded.Broken.class);
    }

    private static String problems(Path folder) {
        return switch (DatasetReader.read(folder)) {
            case Loaded.Ok<Dataset> _ -> "none";
            case Loaded.Broken<Dataset>(var problems) -> problems.render();
        };
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
