package dev.routeproof.datasets.table;

import dev.routeproof.datasets.table.RowFile.BadRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The numbered lines of a file of rows; what keeps one from being read is told as {@link BadRows}, with its place. */
final class Lines implements AutoCloseable {
    private final Path file;
    private final BufferedReader reader;
    private int number;

    private Lines(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    static Lines of(Path file) throws BadRows {
        try {
            return new Lines(file, LineFiles.open(file));
        } catch (IOException broken) {
            throw new BadRows(file + " cannot be read: " + broken.getMessage() + ".");
        }
    }

    /** The 1-based number of the line read last; 0 before the first. */
    int number() {
        return number;
    }

    /** Without its break; null at the end. */
    @Nullable
    String next() throws IOException {
        try {
            String line = LineFiles.line(reader);
            number += line == null ? 0 : 1;
            return line;
        } catch (CharacterCodingException broken) {
            throw new BadRows(file + ":" + LineFiles.notUtf8(file) + "  is not UTF-8 text; save it as UTF-8.");
        } catch (IOException broken) {
            throw new BadRows(file + ":" + (number + 1) + "  cannot be read: " + broken.getMessage() + ".");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
