package dev.routeproof.harness.ingest;

import dev.routeproof.routing.evidence.SegmentFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A segment found in a log directory.
 *
 * @param instance the folder it lies in
 * @param name without {@code .open}, so that a sealed segment is the same as the open one it was
 * @param boot of the first event; empty where no event can be read
 */
record SegmentOnDisk(Path path, String instance, String name, long bytes, String boot, long firstSeq) {
    private static final Pattern EVENT_ID = Pattern.compile("\"event_id\":\"([^\"]+)-(\\d+)\"");
    private static final int HEAD_BYTES = 512;

    /** What tells it from every other segment: the same key and size hold the same events. */
    record Key(String instance, String name, String boot, long firstSeq, long bytes) {}

    Key key() {
        return new Key(instance, name, boot, firstSeq, bytes);
    }

    /** Every segment in {@code directory} and below, by path. */
    static List<SegmentOnDisk> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> paths = files.filter(Files::isRegularFile).sorted().toList();
            var found = new ArrayList<SegmentOnDisk>();
            for (Path path : paths) {
                var segment = SegmentFile.parse(path);
                if (segment.isPresent()) {
                    found.add(of(segment.get()));
                }
            }
            return found;
        }
    }

    private static SegmentOnDisk of(SegmentFile segment) throws IOException {
        Path path = segment.path();
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        Matcher id = EVENT_ID.matcher(new String(head, StandardCharsets.UTF_8));
        boolean readable = id.find();
        Path parent = path.toAbsolutePath().getParent();
        return new SegmentOnDisk(
                path,
                parent == null ? "" : String.valueOf(parent.getFileName()),
                String.valueOf(segment.sealedPath().getFileName()),
                Files.size(path),
                readable ? id.group(1) : "",
                readable ? Long.parseLong(id.group(2)) : 0);
    }
}
