package dev.routeproof.harness.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSheetTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"http://x\",\"y\")",
                "+49 30 1234",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "=cmd|' /C calc'!A0",
                "'=1",
                "''-1",
                "plain, with \"quotes\"\nand lines"
            })
    void noCellIsAFormulaAndEachComesBack(String text) throws IOException {
        String cell = LabelSheet.cell(text);
        String shown = cell.startsWith("\"") ? cell.substring(1) : cell;
        assertThat("=+-@\t\r\n".indexOf(shown.charAt(0))).isNegative();
        assertThat(LabelSheet.bare(
                        LabelSheet.cell(text).replaceAll("^\"|\"$", "").replace("\"\"", "\"")))
                .isEqualTo(text);
    }

    @Test
    void aFilledSheetBecomesLabels() throws IOException {
        Path file = folder.resolve("s.csv");
        var asked = List.of(
                new Asked("1", Prompt.of("=SUM(A1:A9) explain"), Classification.UNKNOWN, Set.of()),
                new Asked("2", Prompt.of("left empty"), Classification.UNKNOWN, Set.of()));
        LabelSheet.write(file, asked, false);
        assertThat(file).content().startsWith("prompt,task_type,id\r\n'=SUM(A1:A9) explain,,");
        Files.writeString(file, Files.readString(file).replace("explain,,", "explain,code,"));
        assertThat(LabelSheet.read(file, Set.of("code"))).singleElement().satisfies(label -> {
            assertThat(label.key()).isEqualTo(asked.getFirst().key());
            assertThat(label.prompt()).isEqualTo(asked.getFirst().prompt());
            assertThat(label.taskType()).isEqualTo("code");
        });
    }

    @Test
    void rowsWithoutAnIdAreNamedByTheirContent() throws IOException {
        Path file = Files.writeString(folder.resolve("s.csv"), "prompt,task_type\n'=1+1,code\nwhy,code\n");
        assertThat(LabelSheet.read(file, Set.of("code")))
                .extracting(Label::key)
                .containsExactly(Asked.key(Prompt.of("=1+1")), Asked.key(Prompt.of("why")));
    }

    @Test
    void halfACharacterEndsNoSheet() throws IOException {
        Path file = folder.resolve("s.csv");
        var asked = new Asked("1", Prompt.of("cut \ud83d"), Classification.UNKNOWN, Set.of());
        LabelSheet.write(file, List.of(asked), false);
        assertThat(file).content().contains("cut ?,," + asked.key());
    }
}
