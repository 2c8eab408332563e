package dev.routeproof.harness.bench;

import dev.routeproof.harness.store.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The append-only file every answer is written to before it is counted: what kill -9 leaves of a run.
 *
 * <p>Each process writes a file of its own, so a torn last line is never continued. The kernel has every line at once
 * (a killed process loses none); the disk has them when the journal is closed.
 */
final class Journal implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final FileChannel channel;

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    /** Starts the next file in {@code folder}. */
    static Journal startIn(Path folder) {
        try {
            Files.createDirectories(folder);
            for (int n = AnswerCache.files(folder).size() + 1; ; n++) {
                var file = folder.resolve("answers-%05d.jsonl".formatted(n));
                if (!Files.exists(file)) {
                    return new Journal(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(String key, Row.OfCall call) {
        var line = ByteBuffer.wrap(JournalLine.write(key, call));
        lock.lock();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try (channel) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
