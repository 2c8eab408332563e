package dev.routeproof.datasets.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.Sample;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.table.RowFile;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.config.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("faults")
class DatasetImportTest {
    @TempDir
    Path folder;

    @Test
    void jsonLinesBecomeADatasetWithTheIdsTheyHad() throws IOException {
        Path rows = write("rows.jsonl", """
                {"item": "x-#1", "question": "2+2?", "gold": 4, "kind": "reasoning", "other": "left out"}
                {"item": "x-#2", "question": "Capital?", "gold": ["Rome", "Roma"], "kind": "simple"}
                """);
        Dataset dataset = imported(rows);
        assertThat(dataset.samples()).extracting(Sample::id).containsExactly("x-#1", "x-#2");
        assertThat(dataset.samples().getFirst().target()).containsExactly("4");
        assertThat(dataset.samples().getLast().target()).containsExactly("Rome", "Roma");
        assertThat(dataset.samples().getFirst().scorer())
                .isEqualTo(new ScorerSpec.Exact(true, new ScorerSpec.Extract.JsonField("answer")));
    }

    @Test
    void csvMayQuoteCommasAndLineBreaks() throws IOException {
        Path rows = write("rows.csv", "item,question,gold,kind\r\na,\"One, \"\"two\"\"\nthree?\",yes,simple\r\n");
        Dataset dataset = imported(rows);
        assertThat(dataset.samples().getFirst().prompt().messages().getFirst().text())
                .isEqualTo("One, \"two\"\nthree?");
    }

    @Test
    void parquetIsReadWithoutReachingAnyOtherFile() throws IOException, SQLException {
        Path rows = folder.resolve("o'rows.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("copy (select 'p1' as item, 'Which?' as question, 'Elbe' as gold, 'simple' as kind) to '"
                    + rows.toString().replace("'", "''") + "' (format parquet)");
        }
        assertThat(imported(rows).samples().getFirst().target()).containsExactly("Elbe");
    }

    @Test
    void aProblemLeavesNothingBehind() throws IOException {
        Path rows = write("rows.jsonl", """
                {"item": "a", "question": "2+2?", "gold": "4", "kind": "reasoning"}
                {"item": "a", "question": "2+3?", "gold": "5", "kind": "resoning"}
                """);
        assertThat(DatasetImport.run(order(rows), Taxonomy.DEFAULT))
                .isInstanceOfSatisfying(
                        Loaded.Broken.class,
                        broken -> assertThat(broken.problems().render())
                                .contains("id 'a' stands already")
                                .contains("task type 'resoning' is not in the taxonomy"));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        Path rows = write("rows.csv", "item,prompt,gold,kind\na,Why?,yes,simple\n");
        assertThatThrownBy(() -> imported(rows))
                .hasMessageContaining(
                        "rows.csv:2  there is no column 'question'; the columns are item, prompt, gold, kind");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFolderWithContentIsNeverWrittenInto() throws IOException {
        Path rows = write("rows.csv", "item,question,gold,kind\na,Why?,yes,simple\n");
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/keep.txt"), "mine");
        assertThatThrownBy(() -> imported(rows)).hasMessageContaining("is there already");
        assertThat(folder.resolve("out/keep.txt")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/rows.parquet", "s3://bucket/rows.csv", "absent.csv", "rows.xlsx"})
    void onlyLocalFilesOfKnownKindsAreRead(String name) throws IOException {
        write("rows.xlsx", "PK");
        Path rows = name.equals("rows.xlsx") ? folder.resolve(name) : Path.of(name);
        assertThatThrownBy(() -> imported(rows)).isInstanceOf(RowFile.BadRows.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"item,question,gold,kind\na,\"Why?,yes,simple\n", "item,question,gold,kind\na,Why?\n", ""})
    void brokenCsvNamesTheLine(String text) throws IOException {
        Path rows = write("rows.csv", text);
        assertThatThrownBy(() -> imported(rows))
                .isInstanceOf(RowFile.BadRows.class)
                .hasMessageContaining("rows.csv");
    }

    private Dataset imported(Path rows) throws IOException {
        return DatasetImport.run(order(rows), Taxonomy.DEFAULT).orThrow();
    }

    private DatasetImport.Order order(Path rows) {
        SequencedMap<String, String> mapping = new LinkedHashMap<>();
        mapping.put("id", "item");
        mapping.put("prompt", "question");
        mapping.put("target", "gold");
        mapping.put("task_type", "kind");
        SequencedMap<String, String> card = new LinkedHashMap<>();
        card.put("name", DatasetImport.quoted("rows"));
        card.put("licence", DatasetImport.quoted("MIT"));
        card.put("source", DatasetImport.quoted("https://example.org: rows"));
        card.put("description", DatasetImport.quoted("Rows."));
        card.put("scorer", "{kind: exact, extract: {kind: json, field: answer}}");
        return new DatasetImport.Order(rows, mapping, card, folder.resolve("out"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
