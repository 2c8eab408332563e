package dev.routeproof.routing.evidence;

import java.util.zip.CRC32C;

/**
 * One line of a segment: {@code <json>\t#<seq>:<len>:<crc32c>\n}.
 *
 * <p>{@code len} is the number of bytes of {@code <json>}; {@code crc32c} is eight lower-case hex digits over every
 * byte of the line before it, so that a damaged sequence number is found as surely as damaged JSON.
 */
public final class Frame {
    /** Longest JSON of one event, bytes. */
    public static final int MAX_JSON_BYTES = 16 << 20;

    private Frame() {}

    /** A growing buffer that frames are appended to; reuse it, it keeps its memory. */
    public static final class Buffer extends JsonBuffer {
        private final CRC32C crc = new CRC32C();
        private int jsonStart;

        public Buffer(int initialBytes) {
            super(initialBytes);
        }

        /** Marks where the next event's JSON begins. */
        public void begin() {
            jsonStart = count;
        }

        /** Ends the line whose JSON was written since {@link #begin()}. */
        public void end(long seq) {
            int jsonBytes = count - jsonStart;
            put('\t');
            put('#');
            digits(seq);
            put(':');
            digits(jsonBytes);
            put(':');
            crc.reset();
            crc.update(buf, jsonStart, count - jsonStart);
            int value = (int) crc.getValue();
            for (int shift = 28; shift >= 0; shift -= 4) {
                put(HEX.charAt((value >>> shift) & 0xf));
            }
            put('\n');
        }

        /** Drops what was written since {@link #begin()}. */
        public void abandon() {
            count = jsonStart;
        }

        /** The bytes so far; valid up to {@link #size()}, until the next write. */
        public byte[] bytes() {
            return buf;
        }
    }
}
