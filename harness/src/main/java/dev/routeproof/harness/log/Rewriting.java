package dev.routeproof.harness.log;

import dev.routeproof.routing.evidence.EventGlance;
import dev.routeproof.routing.evidence.EventJson;
import dev.routeproof.routing.evidence.Frame;
import dev.routeproof.routing.evidence.Purged;
import dev.routeproof.routing.evidence.SegmentFile;
import dev.routeproof.routing.evidence.SegmentScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes a sealed segment again without some of its events: beside it, durable, then in its place. At any moment there
 * is either the old segment or the new one.
 *
 * <p>A run of purged events leaves one record. The last event of a segment leaves one of its own, because a proxy that
 * starts compares the last number in the log with its mark.
 */
final class Rewriting implements SegmentScan.Visitor {
    private static final int WRITE_BYTES = 1 << 20;

    private final SegmentFile segment;
    private final Predicate<EventGlance> goes;
    private final Frame.Buffer buffer = new Frame.Buffer(2 * WRITE_BYTES);
    private @Nullable FileChannel out;
    private long last;

    // The run of purged events that is not written yet.
    private Purged run = Purged.NOTHING;
    private String runBoot = "";
    private long runSeq;
    private long runFrom;
    private long runTo;

    Rewriting(SegmentFile segment, Predicate<EventGlance> goes) {
        this.segment = segment;
        this.goes = goes;
    }

    void run() throws IOException {
        Path path = segment.path();
        Path fresh = path.resolveSibling(path.getFileName() + ".purging");
        last = Segments.scan(segment, Segments.eachEvent((seq, event) -> {})).lastSeq();
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out = channel;
            Segments.scan(segment, this);
            endRun();
            flush();
            channel.force(true);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        java.nio.file.Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void record(long seq, byte[] bytes, int from, int to) {
        try {
            EventGlance event = Segments.glance(bytes, from, to);
            if (event == null || !goes.test(event)) {
                endRun();
                buffer.begin();
                buffer.write(bytes, from, to - from);
                buffer.end(seq);
            } else {
                purge(seq, event);
            }
            if (buffer.size() > WRITE_BYTES) {
                flush();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void purge(long seq, EventGlance event) throws IOException {
        boolean goesOn = run.count() > 0 && runBoot.equals(event.boot()) && seq == runSeq + run.count() && seq != last;
        if (!goesOn) {
            endRun();
            runBoot = event.boot();
            runSeq = seq;
            runFrom = event.atMillis();
            runTo = event.atMillis();
        }
        run = run.and(event.kind());
        runFrom = Math.min(runFrom, event.atMillis());
        runTo = Math.max(runTo, event.atMillis());
    }

    private void endRun() throws IOException {
        if (run.count() > 0) {
            buffer.begin();
            EventJson.write(
                    buffer,
                    runBoot + "-" + runSeq,
                    run.event(Instant.ofEpochMilli(runFrom), Instant.ofEpochMilli(runTo)));
            buffer.end(runSeq);
            run = Purged.NOTHING;
        }
    }

    private void flush() throws IOException {
        var bytes = ByteBuffer.wrap(buffer.bytes(), 0, buffer.size());
        while (bytes.hasRemaining()) {
            java.util.Objects.requireNonNull(out).write(bytes);
        }
        buffer.reset();
    }

    @Override
    public void damaged(long start, long end) {
        // Not carried over: it may hold what must go. The hole in the sequence still shows that something is missing.
    }
}
