package dev.routeproof.harness.bench;

import dev.routeproof.harness.store.Row;
import dev.routeproof.routing.catalog.Money;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The answers of earlier processes, found by key in the journal's files; their texts stay on disk until asked for. */
final class AnswerCache implements AutoCloseable {
    /** What may be taken from earlier runs. */
    enum Trust {
        /** Answers and failures. */
        EVERYTHING,
        /** Answers only: what failed is asked again. */
        ANSWERS,
        /** Nothing: everything is asked again. */
        NOTHING
    }

    /** Where a line stands, and what its head says. */
    private record Place(int file, long offset, int length, String run, boolean answered) {}

    private final String runId;
    private final Trust trust;
    private final List<FileChannel> files = new ArrayList<>();
    private final Map<String, Place> newest = new HashMap<>();
    private final Map<String, Place> own = new HashMap<>();
    private long ownNanoUsd;

    private AnswerCache(String runId, Trust trust) {
        this.runId = runId;
        this.trust = trust;
    }

    /** Reads the index of {@code folder}; what {@code runId} itself was answered before is always trusted. */
    static AnswerCache open(Path folder, String runId, Trust trust) {
        var cache = new AnswerCache(runId, trust);
        try {
            for (var file : files(folder)) {
                cache.index(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cache;
    }

    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("answers-\\d+\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    /** The remembered answer of a call, in terms of this run; empty where it must be asked. */
    Optional<Row.OfCall> find(PlannedCall call) {
        var mine = own.get(call.key());
        if (mine != null) {
            return Optional.of(CallRows.remembered(read(mine), runId, call, false));
        }
        var place = newest.get(call.key());
        if (place == null) {
            return Optional.empty();
        }
        boolean trusted = switch (trust) {
            case EVERYTHING -> true;
            case ANSWERS -> place.answered();
            case NOTHING -> false;
        };
        return trusted ? Optional.of(CallRows.remembered(read(place), runId, call, true)) : Optional.empty();
    }

    /** What this run has paid before, in earlier processes. */
    Money paidBefore() {
        return new Money(ownNanoUsd);
    }

    private void index(Path file) throws IOException {
        files.add(FileChannel.open(file, StandardOpenOption.READ));
        try (var input = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long offset = 0;
            var line = new Lines(input);
            while (line.next()) {
                enter(JournalLine.head(line.bytes(), 0, line.length()), offset, line.length());
                offset += line.length() + 1L;
            }
        }
    }

    private void enter(JournalLine.Head head, long offset, int length) {
        boolean answered = !head.status().equals("failed") && !head.status().equals("timed_out");
        var place = new Place(files.size() - 1, offset, length, head.run(), answered);
        newest.put(head.key(), place);
        if (head.run().equals(runId) && own.put(head.key(), place) == null) {
            ownNanoUsd += head.nanoUsd();
        }
    }

    private Row.OfCall read(Place place) {
        var line = ByteBuffer.allocate(place.length());
        try {
            var file = files.get(place.file());
            while (line.hasRemaining() && file.read(line, place.offset() + line.position()) >= 0) {}
            return JournalLine.read(line.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (var file : files) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
