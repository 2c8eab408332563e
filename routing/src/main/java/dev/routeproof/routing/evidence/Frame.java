package dev.routeproof.routing.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Frame() {}

    /** A growing buffer that frames are appended to; reuse it, it keeps its memory. */
    public static final class Buffer extends ByteArrayOutputStream {
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
            write('\t');
            write('#');
            decimal(seq);
            write(':');
            decimal(jsonBytes);
            write(':');
            crc.reset();
            crc.update(buf, jsonStart, count - jsonStart);
            int value = (int) crc.getValue();
            for (int shift = 28; shift >= 0; shift -= 4) {
                write(HEX[(value >>> shift) & 0xf]);
            }
            write('\n');
        }

        /** Drops what was written since {@link #begin()}. */
        public void abandon() {
            count = jsonStart;
        }

        /** The bytes so far; valid up to {@link #size()}, until the next write. */
        public byte[] bytes() {
            return buf;
        }

        private void decimal(long value) {
            byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
            write(digits, 0, digits.length);
        }
    }
}
