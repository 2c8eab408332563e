package dev.routeproof.routing.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a segment, {@code <epoch>-<n>.jsonl}, with {@code .open} behind it while a writer appends.
 *
 * @param number counts up over all segments of one instance, never reused
 */
public record SegmentFile(Path path, String epoch, long number, boolean open) {
    private static final Pattern NAME = Pattern.compile("(.+)-(\\d{6,})\\.jsonl(\\.open)?");

    public static SegmentFile opened(Path directory, String epoch, long number) {
        Path path = directory.resolve("%s-%06d.jsonl.open".formatted(epoch, number));
        return new SegmentFile(path, epoch, number, true);
    }

    /** Empty for a file of another kind. */
    public static Optional<SegmentFile> parse(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches()
                ? Optional.of(
                        new SegmentFile(path, name.group(1), Long.parseLong(name.group(2)), name.group(3) != null))
                : Optional.empty();
    }

    /** Segments of an instance's folder, oldest first; none where there is no folder yet. */
    public static List<SegmentFile> in(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.flatMap(path -> parse(path).stream())
                    .sorted(Comparator.comparingLong(SegmentFile::number))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /** Its name once it is sealed. */
    public Path sealedPath() {
        return path.resolveSibling("%s-%06d.jsonl".formatted(epoch, number));
    }

    /** Where bytes after its last whole record are kept aside. */
    public Path tornPath() {
        return path.resolveSibling("%s-%06d.torn".formatted(epoch, number));
    }
}
