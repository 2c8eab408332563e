package dev.routeproof.datasets.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.DatasetReader;
import dev.routeproof.datasets.Sample;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.table.RowFile;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.config.Loaded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    void aProblemNamesTheRowOfTheFileItIsIn() throws IOException {
        Path rows = write("rows.csv", "item,question,gold,kind\na,\"2+\n2?\",4,simple\n\na,Why?,yes,simple\n");
        assertThat(DatasetImport.run(order(rows), Taxonomy.DEFAULT))
                .isInstanceOfSatisfying(
                        Loaded.Broken.class,
                        broken -> assertThat(broken.problems().render())
                                .contains(rows + ":5:7  id 'a' stands already at " + rows + ":2; give it another id")
                                .doesNotContain("samples.jsonl"));
    }

    @Test
    void aRowMayLackWhatOthersHave() throws IOException {
        Path rows = write("rows.jsonl", """
                {"item": "a", "question": "2+2?", "gold": "4"}
                {"item": "b", "question": "2+3?", "gold": "5", "kind": "reasoning"}
                """);
        DatasetImport.Order order = order(rows);
        order.card().put("task_type", "simple");
        assertThat(DatasetImport.run(order, Taxonomy.DEFAULT).orThrow().samples())
                .extracting(sample -> sample.taskType().label())
                .containsExactly("simple", "reasoning");
    }

    @Test
    void nothingOfARowIsLostWithoutAWord() throws IOException {
        assertThatThrownBy(() -> imported(write("rows.csv", "item,question,gold,kind,gold\na,Why?,yes,simple,no\n")))
                .hasMessageContaining("rows.csv:1  names the column 'gold' twice; rename one of them.");
        assertThatThrownBy(() -> imported(write("rows.jsonl", "{\"item\": \"a\", \"gold\": \"1\", \"gold\": \"2\"}\n")))
                .hasMessageContaining("rows.jsonl:1  not readable as JSON: Duplicate field 'gold'");
        Path rows = write(
                "rows.jsonl",
                "{\"item\": \"a\", \"question\": \"?\", \"gold\": 12345678901234567890.10, \"kind\": \"simple\"}\n");
        assertThat(imported(rows).samples().getFirst().target()).containsExactly("12345678901234567890.10");
    }

    @Test
    void theLineThatIsNotUtf8IsNamedHoweverFarItIs() throws IOException {
        Path rows = folder.resolve("rows.csv");
        String text = "item,question,gold,kind\n" + "a,Why?,yes,simple\n".repeat(5_000) + "b,caf\u00e9,no,simple\n";
        Files.write(rows, text.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> imported(rows)).hasMessageContaining("rows.csv:5002  is not UTF-8 text");
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        Path rows = write("rows.csv", "item,prompt,gold,kind\na,Why?,yes,simple\n");
        assertThatThrownBy(() -> imported(rows))
                .hasMessageContaining(
                        "rows.csv  there is no column 'question'; the columns are item, prompt, gold, kind");
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

    @ParameterizedTest
    @ValueSource(strings = {"rows.jsonl", "rows.csv"})
    void whatIsNotUtf8NamesFileAndLine(String name) throws IOException {
        Path rows = folder.resolve(name);
        Files.write(rows, "{\"item\":\"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> imported(rows))
                .isInstanceOf(RowFile.BadRows.class)
                .hasMessageContaining(name + ":1  is not UTF-8 text; save it as UTF-8.");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void damagedGzipIsToldAsSuch() throws IOException {
        Path rows = write("rows.jsonl.gz", "no gzip");
        assertThatThrownBy(() -> imported(rows))
                .isInstanceOf(RowFile.BadRows.class)
                .hasMessageContaining("rows.jsonl.gz cannot be read");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheRows() throws IOException {
        Path lines = write(
                "rows.jsonl",
                "\uFEFF{\"item\": \"a\", \"question\": \"2+2?\", \"gold\": \"4\", \"kind\": \"reasoning\"}\n");
        assertThat(imported(lines).samples().getFirst().id()).isEqualTo("a");
        Files.writeString(
                folder.resolve("out/samples.jsonl"), "\uFEFF" + Files.readString(folder.resolve("out/samples.jsonl")));
        assertThat(DatasetReader.read(folder.resolve("out")).orThrow().samples())
                .hasSize(1);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumnsName() throws IOException {
        Path rows = write("rows.csv", "\uFEFFitem,question,gold,kind\na,Why?,yes,simple\n");
        assertThat(imported(rows).samples().getFirst().id()).isEqualTo("a");
    }

    @Test
    void aParquetFloatIsNotPrintedAsADouble() throws IOException, SQLException {
        Path rows = folder.resolve("rows.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("copy (select 'p1' as item, 'Which?' as question, 0.1::float as gold, 'simple' as kind,"
                    + " 1 as \"odd \"\"name\" union all select 'p2', 'Which?', 0.1::float + 0.2::float, 'simple', 2) to '"
                    + rows + "' (format parquet)");
        }
        assertThat(imported(rows).samples())
                .extracting(sample -> sample.target().getFirst())
                .containsExactly("0.1", "0.3");
    }

    @Test
    void aParquetListOfFloatsToo() throws IOException, SQLException {
        Path rows = folder.resolve("rows.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("copy (select 'p1' as item, 'Which?' as question, [0.1::float, 2.5] as gold) to '" + rows
                    + "' (format parquet)");
        }
        List<String> read = new ArrayList<>();
        RowFile.read(rows, (number, row) -> read.add(String.valueOf(row.get("gold"))));
        assertThat(read).containsExactly("[0.1,2.5]");
    }
}
