package dev.routeproof.routing.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An upper bound of the sequence numbers that a writer gave out, as it stands in the file {@code high-water}: two slots
 * written in turn, so that a write torn by power loss leaves the other one.
 *
 * @param boot the start of the writer, at most 32 ASCII characters
 * @param seq no event with a higher sequence number was accepted
 * @param turn counts the writes over all boots
 */
public record HighWaterMark(String boot, long seq, long turn) {
    /** Name of the file in an instance's folder. */
    public static final String FILE = "high-water";

    /** Size of one slot; a mark belongs into slot {@code turn & 1}. */
    public static final int SLOT_BYTES = 64;

    private static final int BOOT_BYTES = 32;
    private static final int CHECKED_BYTES = BOOT_BYTES + 16;

    public HighWaterMark {
        if (boot.length() > BOOT_BYTES) {
            throw new IllegalArgumentException("a boot id has at most " + BOOT_BYTES + " characters");
        }
    }

    /** The bytes of its slot. */
    public ByteBuffer slot() {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.put(boot.getBytes(StandardCharsets.US_ASCII)).position(BOOT_BYTES);
        slot.putLong(seq).putLong(turn);
        slot.putInt(checksum(slot.array()));
        return slot.rewind();
    }

    /** Where its slot begins in the file. */
    public long position() {
        return (turn & 1) * SLOT_BYTES;
    }

    /** The newest mark in {@code file}, the content of a whole file; empty where no slot is whole. */
    public static Optional<HighWaterMark> newest(byte[] file) {
        Optional<HighWaterMark> newest = Optional.empty();
        for (int at = 0; at + SLOT_BYTES <= file.length && at < 2 * SLOT_BYTES; at += SLOT_BYTES) {
            byte[] bytes = Arrays.copyOfRange(file, at, at + SLOT_BYTES);
            ByteBuffer slot = ByteBuffer.wrap(bytes);
            long turn = slot.getLong(BOOT_BYTES + 8);
            if (slot.getInt(CHECKED_BYTES) == checksum(bytes)
                    && newest.map(mark -> turn > mark.turn()).orElse(true)) {
                String boot = new String(bytes, 0, BOOT_BYTES, StandardCharsets.US_ASCII).replace("\0", "");
                newest = Optional.of(new HighWaterMark(boot, slot.getLong(BOOT_BYTES), turn));
            }
        }
        return newest;
    }

    private static int checksum(byte[] slot) {
        var crc = new CRC32C();
        crc.update(slot, 0, CHECKED_BYTES);
        return (int) crc.getValue();
    }
}
