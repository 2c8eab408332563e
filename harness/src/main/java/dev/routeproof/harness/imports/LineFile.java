package dev.routeproof.harness.imports;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.config.ByteOrderMark;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file of JSON lines, gzipped or not, read in constant memory. Empty lines are passed over. */
final class LineFile {
    private static final int MOST_PROBLEMS = 20;
    private static final int BUFFER = 1 << 18;

    private LineFile() {}

    /** Takes the rows of a file. */
    interface Taker {
        void row(@Nullable Object[] cells) throws SQLException, LineReader.BadLine;
    }

    /**
     * Gives every row to {@code taker}, until a line is broken; gives their number.
     *
     * @throws UserError with every problem, up to {@value #MOST_PROBLEMS}, where a line is broken, or the file is
     */
    static long read(Path file, LineReader reader, Taker taker) throws SQLException {
        var problems = new ArrayList<String>();
        long rows = 0;
        long number = 0;
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    @Nullable Object[] cells = reader.read(line);
                    if (problems.isEmpty()) {
                        taker.row(cells);
                    }
                    rows++;
                } catch (LineReader.BadLine bad) {
                    problems.add(file + ":" + number + "  " + bad.getMessage());
                }
                if (problems.size() == MOST_PROBLEMS) {
                    problems.add("The rest was not read: too many problems.");
                    break;
                }
            }
        } catch (CharacterCodingException broken) {
            problems.add(file + ":" + (number + 1) + "  is not UTF-8 text near here; save it as UTF-8.");
        } catch (ZipException | EOFException broken) {
            problems.add(file + " is damaged gzip; copy it again.");
        } catch (IOException broken) {
            problems.add(file + " cannot be read (" + broken.getMessage() + "); check the path.");
        }
        refuse(problems);
        return rows;
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new UserError(Exit.BAD_CONFIG, String.join("\n", problems) + "\nNothing was imported.");
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER) : bytes;
            return new BufferedReader(
                    new InputStreamReader(ByteOrderMark.skip(plain), StandardCharsets.UTF_8.newDecoder()), BUFFER);
        } catch (IOException broken) {
            bytes.close();
            throw broken;
        }
    }
}
