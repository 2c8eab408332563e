package dev.routeproof.routing.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads a segment from front to back, checks every frame, and goes on after a damaged one at the next line. */
public final class SegmentScan {
    private static final int CHUNK = 1 << 18;
    private static final int LONGEST_TRAILER = 2 + 19 + 1 + 8 + 1 + 8;

    private SegmentScan() {}

    /** What a scan meets, in file order. */
    public interface Visitor {
        /** A whole frame; {@code buffer[from, to)} is its JSON, valid during the call only. */
        void record(long seq, byte[] buffer, int from, int to);

        /** Bytes that are no frame: {@code [start, end)} in the file. */
        void damaged(long start, long end);
    }

    /**
     * What was found.
     *
     * @param records whole frames
     * @param bytes length of the segment
     * @param goodEnd end of the last whole frame; what follows is a torn tail where the segment was still open
     * @param damagedInside damaged stretches with a whole frame after them: corruption, never a torn write
     * @param firstSeq 0 where there is no record
     * @param lastSeq 0 where there is no record
     */
    public record Summary(long records, long bytes, long goodEnd, long damagedInside, long firstSeq, long lastSeq) {
        /** Bytes after the last whole frame. */
        public long tailBytes() {
            return bytes - goodEnd;
        }
    }

    /** Scans to the end of {@code in}; memory is bounded by the longest line, at most 16 MiB. */
    public static Summary scan(InputStream in, Visitor visitor) throws IOException {
        return new Run(visitor).scan(in);
    }

    private static final class Run {
        private final Visitor visitor;
        private final CRC32C crc = new CRC32C();
        private byte[] buffer = new byte[CHUNK];
        private long records;
        private long goodEnd;
        private long damagedInside;
        private long damagedFrom = -1;
        private long firstSeq;
        private long lastSeq;
        private long seq;
        private int jsonStart;
        private int jsonEnd;

        Run(Visitor visitor) {
            this.visitor = visitor;
        }

        Summary scan(InputStream in) throws IOException {
            long base = 0; // file offset of buffer[0]
            int filled = 0;
            int searched = 0;
            boolean skipping = false; // inside a line that is too long to be a frame
            while (true) {
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, buffer.length * 2);
                }
                int read = in.read(buffer, filled, buffer.length - filled);
                if (read < 0) {
                    break;
                }
                filled += read;
                int lineStart = 0;
                for (int i = searched; i < filled; i++) {
                    if (buffer[i] == '\n') {
                        line(base, lineStart, i, skipping);
                        skipping = false;
                        lineStart = i + 1;
                    }
                }
                if (filled - lineStart > Frame.MAX_JSON_BYTES + LONGEST_TRAILER) {
                    markDamaged(base + lineStart);
                    skipping = true;
                    lineStart = filled;
                }
                System.arraycopy(buffer, lineStart, buffer, 0, filled - lineStart);
                base += lineStart;
                filled -= lineStart;
                searched = filled;
            }
            long bytes = base + filled;
            if (filled > 0) {
                markDamaged(base);
            }
            if (damagedFrom >= 0) {
                visitor.damaged(damagedFrom, bytes);
            }
            return new Summary(records, bytes, goodEnd, damagedInside, firstSeq, lastSeq);
        }

        private void line(long base, int start, int end, boolean tooLong) {
            if (tooLong || !frameEndsAt(start, end)) {
                markDamaged(base + start);
                return;
            }
            if (jsonStart > start) {
                markDamaged(base + start);
            }
            if (damagedFrom >= 0) {
                visitor.damaged(damagedFrom, base + jsonStart);
                damagedInside++;
                damagedFrom = -1;
            }
            visitor.record(seq, buffer, jsonStart, jsonEnd);
            records++;
            goodEnd = base + end + 1;
            if (firstSeq == 0) {
                firstSeq = seq;
            }
            lastSeq = seq;
        }

        private void markDamaged(long offset) {
            if (damagedFrom < 0) {
                damagedFrom = offset;
            }
        }

        /**
         * Whether a whole frame ends at {@code end}; sets {@link #seq}, {@link #jsonStart} and {@link #jsonEnd}. The
         * frame may begin after {@code start}: a damaged line end before it does not take it along.
         */
        private boolean frameEndsAt(int start, int end) {
            int crcStart = end - 8;
            int tab = crcStart - 1;
            int earliest = Math.max(start, end - LONGEST_TRAILER);
            while (tab >= earliest && buffer[tab] != '\t') {
                tab--;
            }
            if (tab < earliest || buffer[tab + 1] != '#' || buffer[crcStart - 1] != ':') {
                return false;
            }
            int colon = tab + 2;
            while (buffer[colon] != ':') {
                colon++;
            }
            seq = decimal(tab + 2, colon);
            long length = decimal(colon + 1, crcStart - 1);
            if (seq < 0 || length < 0 || length > tab - start) {
                return false;
            }
            jsonEnd = tab;
            jsonStart = (int) (tab - length);
            crc.reset();
            crc.update(buffer, jsonStart, crcStart - jsonStart);
            return (int) crc.getValue() == hex(crcStart);
        }

        private int hex(int from) {
            int value = 0;
            for (int i = from; i < from + 8; i++) {
                int b = buffer[i];
                int digit = b >= '0' && b <= '9' ? b - '0' : b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
                if (digit < 0) {
                    return ~(int) crc.getValue();
                }
                value = value << 4 | digit;
            }
            return value;
        }

        private long decimal(int from, int to) {
            if (from >= to) {
                return -1;
            }
            long value = 0;
            for (int i = from; i < to; i++) {
                int digit = buffer[i] - '0';
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                value = value * 10 + digit;
            }
            return value;
        }
    }
}
