package dev.routeproof.datasets.table;

import dev.routeproof.routing.config.ByteOrderMark;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The {@code *.jsonl} and {@code *.jsonl.gz} files of a folder. Unpacked text is capped, so no archive can fill memory. */
public final class LineFiles {
    static final long MOST_BYTES = 1L << 30;

    private static final int LONGEST_LINE = 8 << 20;

    private LineFiles() {}

    /** In the order of their names; only regular files of the folder itself. */
    public static List<Path> of(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(LineFiles::isLines)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isLines(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }

    /** UTF-8 text without its byte order mark, unpacked where the name ends in {@code .gz}; anything that is not UTF-8 is an error. */
    public static BufferedReader open(Path file) throws IOException {
        InputStream bytes = unpacked(file);
        try {
            return new BufferedReader(
                    new InputStreamReader(
                            ByteOrderMark.skip(bytes),
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
                    1 << 16);
        } catch (IOException | RuntimeException failed) {
            bytes.close();
            throw failed;
        }
    }

    /** The 1-based number of the first line that is not UTF-8, of a file in which reading came upon one; it reads far ahead. */
    public static int notUtf8(Path file) throws IOException {
        int number = 1;
        try (InputStream bytes = new BufferedInputStream(unpacked(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = bytes.read(); b >= 0; b = bytes.read()) {
                line.write(b);
                if (b == '\n' || line.size() > LONGEST_LINE) {
                    if (b != '\n' || !isUtf8(line.toByteArray())) {
                        return number;
                    }
                    line.reset();
                    number++;
                }
            }
        }
        return number;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }

    private static InputStream unpacked(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            boolean packed = file.getFileName().toString().endsWith(".gz");
            return new Capped(packed ? new GZIPInputStream(bytes, 1 << 16) : bytes);
        } catch (IOException | RuntimeException failed) {
            bytes.close();
            throw failed;
        }
    }

    /** The next line without its break; null at the end. */
    public static @Nullable String line(BufferedReader reader) throws IOException {
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        while (c >= 0 && c != '\n') {
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("a line is longer than 8 Mi characters");
            }
            line.append((char) c);
            c = reader.read();
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private static final class Capped extends FilterInputStream {
        private long left = MOST_BYTES;

        Capped(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            return counted(read, read);
        }

        private int counted(int result, int bytes) throws IOException {
            left -= Math.max(0, bytes);
            if (left < 0) {
                throw new IOException("it unpacks to more than 1 GiB");
            }
            return result;
        }
    }
}
