package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTroubleTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aFileAFolderAndBrokenOnes() throws IOException {
        Files.createFile(folder.resolve("file"));
        Files.createDirectories(folder.resolve("dir"));
        Files.write(folder.resolve("bad.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 'x', 'x', 'x', 'x'});
        Files.writeString(folder.resolve("no.csv.gz"), "item,model\n");
        Files.write(folder.resolve("bin.jsonl"), "{\"q\": \"\u00e4\"}\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "init @/file                                      | /file is there already and is no folder",
                "keys add k --file @/dir                          | /dir is a folder; name a file",
                "keys add k --file @/none/keys.yaml               | /none; make it",
                "import scores @/bad.csv.gz --task-type simple    | /bad.csv.gz cannot be read: ",
                "import scores @/no.csv.gz --task-type simple     | /no.csv.gz cannot be read: Not in GZIP format",
                "classify --file @/bin.jsonl                      | /bin.jsonl:1  is not UTF-8 text; save the file as UTF-8",
                "train --data @/bin.jsonl --out @/x               | /bin.jsonl:1  is not UTF-8 text; save the file as UTF-8",
                "train --per-label 20 --out @/dir                 | /dir: it is a folder; name a file",
            })
    void aFileThatCannotBeUsedIsNoDefect(String command, String words) {
        var run = Console.run(
                (command + " --home @/home").replace("@", folder.toString()).split(" +"));
        assertThat(run.exit()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains(words).doesNotContain("defect", "\tat ");
    }

    @Test
    void whatIsNoTroubleWithAFileStaysADefect() {
        var parsed = Harness.commandLine("check").parseArgs("check", folder.toString());
        assertThat(FileTrouble.words(new IllegalStateException("x"), parsed)).isNull();
        assertThat(FileTrouble.words(new UncheckedIOException(new IOException("Broken pipe")), parsed))
                .isNull();
    }
}
