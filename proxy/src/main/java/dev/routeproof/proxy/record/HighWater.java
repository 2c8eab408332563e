package dev.routeproof.proxy.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A durable upper bound of the sequence numbers given out, so that after a crash the number of lost events has a bound.
 *
 * <p>Two slots are written in turn; a write torn by power loss leaves the other one.
 */
final class HighWater implements AutoCloseable {
    private static final int SLOT_BYTES = 64;
    private static final int BOOT_BYTES = 32;

    private final LogFiles.Slots slots;
    private final byte[] boot;
    private long turn;

    /**
     * What the file said.
     *
     * @param seq no event with a higher sequence number was accepted
     * @param turn counts the writes over all boots
     */
    record Mark(String boot, long seq, long turn) {}

    /** Writes on from {@code before}, the mark that was read at the start, if there was one. */
    HighWater(LogFiles files, Path file, String boot, Optional<Mark> before) throws IOException {
        this.slots = files.openSlots(file);
        this.boot = boot.getBytes(StandardCharsets.US_ASCII);
        this.turn = before.map(mark -> mark.turn() + 1).orElse(0L);
        if (this.boot.length > BOOT_BYTES) {
            throw new IllegalArgumentException("a boot id has at most " + BOOT_BYTES + " characters");
        }
    }

    Mark raise(long seq) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.put(boot).position(BOOT_BYTES);
        slot.putLong(seq).putLong(turn);
        slot.putInt(checksum(slot.array()));
        slot.rewind();
        slots.writeAndForce(slot, (turn & 1) * SLOT_BYTES);
        return new Mark(new String(boot, StandardCharsets.US_ASCII), seq, turn++);
    }

    /** The highest mark in {@code file}; empty where there is none that is whole. */
    static Optional<Mark> read(LogFiles files, Path file) throws IOException {
        if (!files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = files.read(file)) {
            bytes = in.readNBytes(2 * SLOT_BYTES);
        }
        Optional<Mark> latest = Optional.empty();
        for (int at = 0; at + SLOT_BYTES <= bytes.length; at += SLOT_BYTES) {
            byte[] slotBytes = Arrays.copyOfRange(bytes, at, at + SLOT_BYTES);
            ByteBuffer slot = ByteBuffer.wrap(slotBytes);
            long seq = slot.getLong(BOOT_BYTES);
            long turn = slot.getLong(BOOT_BYTES + 8);
            if (slot.getInt(BOOT_BYTES + 16) == checksum(slotBytes)
                    && latest.map(mark -> turn > mark.turn()).orElse(true)) {
                String boot = new String(slotBytes, 0, BOOT_BYTES, StandardCharsets.US_ASCII).replace("\0", "");
                latest = Optional.of(new Mark(boot, seq, turn));
            }
        }
        return latest;
    }

    @Override
    public void close() throws IOException {
        slots.close();
    }

    private static int checksum(byte[] slot) {
        var crc = new CRC32C();
        crc.update(slot, 0, BOOT_BYTES + 16);
        return (int) crc.getValue();
    }
}
