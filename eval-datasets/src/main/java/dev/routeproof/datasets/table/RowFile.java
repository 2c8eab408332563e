package dev.routeproof.datasets.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SequencedMap;

/** A file of rows: {@code .jsonl}, {@code .csv} (either may end in {@code .gz}) or {@code .parquet}, told apart by name. */
public final class RowFile {
    private RowFile() {}

    /** What is done with each row. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes one row.
         *
         * @param number 1-based: the line in the file, for Parquet the row
         * @param row columns in the file's order; CSV gives texts, the others JSON values
         */
        void row(int number, SequencedMap<String, JsonNode> row) throws IOException;
    }

    /** Hands every row to {@code reader}; {@link BadRows} names the line where the file cannot be read on. */
    public static void read(Path file, Reader reader) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (file.toString().matches("(?i)^[a-z][a-z0-9+.-]{1,9}:/.*")) {
            throw new BadRows(file + " is an address, not a file; download it first and name the local file.");
        }
        if (!Files.isRegularFile(file)) {
            throw new BadRows(file + " is not there, or is no file; check the path.");
        }
        if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) {
            JsonRows.read(file, reader);
        } else if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            CsvRows.read(file, reader);
        } else if (name.endsWith(".parquet")) {
            ParquetRows.read(file, reader);
        } else {
            throw new BadRows(file + " has no known ending; use .jsonl, .csv, .jsonl.gz, .csv.gz or .parquet.");
        }
    }

    /** A file that cannot be read as rows; the message names the place and what to do. */
    public static final class BadRows extends IOException {
        public BadRows(String message) {
            super(message);
        }
    }
}
