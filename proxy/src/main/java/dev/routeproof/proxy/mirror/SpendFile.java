package dev.routeproof.proxy.mirror;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps the most that a day's calls may have cost, durable before they are made. */
final class SpendFile {
    /**
     * @param day since 1970, UTC
     * @param nanoUsd billionths of a dollar
     */
    record Mark(long day, long nanoUsd) {}

    private static final Pattern LINE = Pattern.compile("day (\\d{1,9}) nano_usd (\\d{1,18})\n");

    private final Path file;

    SpendFile(Path file) {
        this.file = file;
    }

    /** Nothing before the first call; throws where there is a mark that cannot be read. */
    Mark read() throws IOException {
        if (!Files.exists(file)) {
            return new Mark(0, 0);
        }
        Matcher line = LINE.matcher(Files.readString(file));
        if (!line.matches()) {
            throw new IOException(file + " is damaged");
        }
        return new Mark(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)));
    }

    /** Durable when it returns. */
    void write(Mark mark) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        byte[] line = ("day " + mark.day() + " nano_usd " + mark.nanoUsd() + "\n").getBytes(StandardCharsets.US_ASCII);
        try (var out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(line));
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
