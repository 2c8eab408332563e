package dev.routeproof.proxy.record;

import dev.routeproof.routing.evidence.HighWaterMark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps a durable mark ahead of the sequence numbers given out, so that after a crash the loss has a bound. */
final class HighWater implements AutoCloseable {
    private final LogFiles.Slots slots;
    private final String boot;
    private long turn;

    /** Writes on from {@code before}, the mark that was read at the start, if there was one. */
    HighWater(LogFiles files, Path file, String boot, Optional<HighWaterMark> before) throws IOException {
        this.slots = files.openSlots(file);
        this.boot = boot;
        this.turn = before.map(mark -> mark.turn() + 1).orElse(0L);
    }

    HighWaterMark raise(long seq) throws IOException {
        var mark = new HighWaterMark(boot, seq, turn);
        slots.writeAndForce(mark.slot(), mark.position());
        turn++;
        return mark;
    }

    /** The newest mark in {@code file}; empty where there is none that is whole. */
    static Optional<HighWaterMark> read(LogFiles files, Path file) throws IOException {
        if (!files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = files.read(file)) {
            return HighWaterMark.newest(in.readNBytes(2 * HighWaterMark.SLOT_BYTES));
        }
    }

    @Override
    public void close() throws IOException {
        slots.close();
    }
}
