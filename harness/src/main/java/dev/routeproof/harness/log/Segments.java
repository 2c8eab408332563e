package dev.routeproof.harness.log;

import dev.routeproof.routing.evidence.EventGlance;
import dev.routeproof.routing.evidence.SegmentFile;
import dev.routeproof.routing.evidence.SegmentScan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The segments of one instance, in the order in which they were written. */
record Segments(Path folder, List<SegmentFile> files) {
    Segments {
        files = List.copyOf(files);
    }

    /** Every folder at or below {@code directory} that holds segments, by path. */
    static List<Segments> below(Path directory) throws IOException {
        var byFolder = new TreeMap<Path, List<SegmentFile>>();
        try (Stream<Path> found = Files.walk(directory)) {
            found.filter(Files::isRegularFile)
                    .flatMap(path -> SegmentFile.parse(path).stream())
                    .forEach(segment -> byFolder.computeIfAbsent(
                                    segment.path().toAbsolutePath().getParent(), folder -> new ArrayList<>())
                            .add(segment));
        }
        return byFolder.entrySet().stream()
                .map(folder -> new Segments(
                        folder.getKey(),
                        folder.getValue().stream()
                                .sorted(Comparator.comparingLong(SegmentFile::number))
                                .toList()))
                .toList();
    }

    /** Scans one; where it was sealed since it was listed, under its new name. */
    static SegmentScan.Summary scan(SegmentFile segment, SegmentScan.Visitor visitor) throws IOException {
        try (InputStream in = open(segment)) {
            return SegmentScan.scan(in, visitor);
        }
    }

    private static InputStream open(SegmentFile segment) throws IOException {
        try {
            return Files.newInputStream(segment.path());
        } catch (NoSuchFileException sealed) {
            return Files.newInputStream(segment.sealedPath());
        }
    }

    /** Takes one event. */
    interface EventVisitor {
        void event(long seq, EventGlance event);
    }

    /** Hands over every event that can be read, and passes over everything else. */
    static SegmentScan.Visitor eachEvent(EventVisitor visitor) {
        return new SegmentScan.Visitor() {
            @Override
            public void record(long seq, byte[] buffer, int from, int to) {
                EventGlance event = glance(buffer, from, to);
                if (event != null) {
                    visitor.event(seq, event);
                }
            }

            @Override
            public void damaged(long start, long end) {
                // No event.
            }
        };
    }

    /** Null where the bytes are no event of this version. */
    static @Nullable EventGlance glance(byte[] buffer, int from, int to) {
        try {
            return EventGlance.withUnit(buffer, from, to);
        } catch (IOException notUnderstood) {
            return null;
        }
    }

    /** True where a segment is open, or a proxy holds the folder: after a new epoch it opens one with its next event only. */
    boolean anyOpen() throws IOException {
        return files.stream().anyMatch(SegmentFile::open) || held();
    }

    /** Asks with a shared lock, which needs no right to write and is given back at once. */
    private boolean held() throws IOException {
        Path file = folder.resolve("writer.lock");
        if (!Files.isReadable(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                var lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return true;
        }
    }
}
