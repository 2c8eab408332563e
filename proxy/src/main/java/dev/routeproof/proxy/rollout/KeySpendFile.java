package dev.routeproof.proxy.rollout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps what each virtual key has spent on a day: {@code day 20786}, then a line {@code web 66000000} for each. */
final class KeySpendFile {
    private static final Pattern DAY = Pattern.compile("day (\\d{1,9})");
    private static final Pattern KEY = Pattern.compile("(\\S+) (\\d{1,18})");

    private final Path file;

    KeySpendFile(Path file) {
        this.file = file;
    }

    /**
     * Billionths of a dollar by key id; empty where the file is missing or tells of another day.
     *
     * @param day since 1970, UTC
     */
    Map<String, Long> read(long day) throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        var lines = Files.readAllLines(file);
        Matcher first = DAY.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!first.matches()) {
            throw new IOException(file + " is damaged");
        }
        var spent = new LinkedHashMap<String, Long>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher key = KEY.matcher(line);
            if (!key.matches()) {
                throw new IOException(file + " is damaged");
            }
            spent.put(key.group(1), Long.parseLong(key.group(2)));
        }
        return Long.parseLong(first.group(1)) == day ? spent : Map.of();
    }

    /** All or nothing, and durable when it returns. */
    void write(long day, Map<String, Long> nanoUsd) throws IOException {
        var text = new StringBuilder("day ").append(day).append('\n');
        nanoUsd.forEach((id, spent) -> text.append(id).append(' ').append(spent).append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
