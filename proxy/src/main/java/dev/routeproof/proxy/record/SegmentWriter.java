package dev.routeproof.proxy.record;

import dev.routeproof.routing.evidence.HighWaterMark;
import dev.routeproof.routing.evidence.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Appends batches to the current segment, seals full or old ones, and keeps the high-water mark ahead. One thread. */
final class SegmentWriter {
    private final LogFiles files;
    private final LogSettings settings;
    private final Path directory;
    private final String boot;

    private String epoch;
    private long number;
    private @Nullable SegmentFile file;
    private LogFiles.@Nullable Appender appender;
    private long bytes;
    private long committedBytes;
    private long openedNanos;
    private @Nullable String epochOfNext;

    private @Nullable HighWater highWater;
    private Optional<HighWaterMark> lastMark;
    private long mark;

    SegmentWriter(LogFiles files, LogSettings settings, String boot, String epoch, Recovery found) throws IOException {
        this.files = files;
        this.settings = settings;
        this.directory = settings.instanceDirectory();
        this.boot = boot;
        this.epoch = epoch;
        this.lastMark = found.mark();
        this.number = found.nextNumber();
        raiseMark(256);
        openSegment();
    }

    /** The batch in hand is the last of the current epoch's segment; the one after it opens a new segment. */
    void nextEpoch(String next) {
        epochOfNext = next;
    }

    /**
     * Writes {@code batch} and returns once it is durable.
     *
     * @param accepted highest sequence number that an event in memory may get
     * @param step how far ahead of it the mark is set
     */
    void append(ByteBuffer batch, long accepted, int step, LogCounters counters) throws IOException {
        if (accepted > mark - step / 2) {
            raiseMark(accepted + Math.max(step, batch.remaining() / 256));
        }
        if (appender == null) {
            openSegment();
        }
        LogFiles.Appender current = Objects.requireNonNull(appender);
        bytes += batch.remaining();
        current.write(batch);
        if (settings.fsync()) {
            current.force();
        }
        committedBytes = bytes;
        if (epochOfNext != null) {
            epoch = epochOfNext;
            epochOfNext = null;
            seal(counters);
        } else if (bytes >= settings.sealBytes()) {
            seal(counters);
        }
    }

    /** Seals an old segment, and leaves one that somebody deleted. */
    void check(long nowNanos, LogCounters counters) {
        SegmentFile current = file;
        if (current == null) {
            return;
        }
        if (!files.exists(current.path())) {
            counters.failures.increment();
            poison();
        } else if (bytes > 0 && nowNanos - openedNanos > settings.sealAfter().toNanos()) {
            try {
                seal(counters);
            } catch (IOException failed) {
                counters.failures.increment();
                poison();
            }
        }
    }

    /** Never writes to the current segment again; the next append opens a new one. */
    void poison() {
        SegmentFile left = committedBytes == 0 ? file : null;
        closeAppender();
        if (left != null) {
            try {
                files.delete(left.path()); // nothing in it counts; a disk full for hours must not fill with empty files
            } catch (IOException stays) {
                // An empty segment harms nobody.
            }
        }
        closeHighWater();
        mark = 0;
    }

    /** Seals what is open; the mark then says that nothing after {@code lastSeq} was accepted. */
    void finish(long lastSeq, LogCounters counters) {
        try {
            if (appender != null) {
                seal(counters);
            }
            raiseMark(lastSeq);
        } catch (IOException failed) {
            counters.failures.increment();
        }
        poison();
    }

    private void openSegment() throws IOException {
        files.createDirectories(directory);
        SegmentFile next = SegmentFile.opened(directory, epoch, number++);
        appender = files.create(next.path());
        file = next;
        bytes = 0;
        committedBytes = 0;
        openedNanos = System.nanoTime();
        files.forceDirectory(directory);
    }

    private void seal(LogCounters counters) throws IOException {
        SegmentFile done = file;
        closeAppender();
        if (done != null) {
            files.rename(done.path(), done.sealedPath());
            files.forceDirectory(directory);
            counters.sealed.increment();
        }
    }

    private void closeAppender() {
        LogFiles.Appender current = appender;
        appender = null;
        file = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException poisonedAnyway) {
                // What was acknowledged is durable already; the rest is written again elsewhere.
            }
        }
    }

    private void raiseMark(long seq) throws IOException {
        HighWater current = highWater;
        if (current == null) {
            files.createDirectories(directory);
            current = new HighWater(files, directory.resolve(HighWaterMark.FILE), boot, lastMark);
            highWater = current;
        }
        lastMark = Optional.of(current.raise(seq));
        mark = seq;
    }

    private void closeHighWater() {
        HighWater current = highWater;
        highWater = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException reopenedAnyway) {
                // The next raise opens it again.
            }
        }
    }
}
