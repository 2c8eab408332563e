package dev.routeproof.proxy.record;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events read as the WHATWG HTML standard says: CRLF, LF or CR end a line, a leading byte-order mark is
 * skipped, comments are dropped, data lines are joined with a line feed, an event without data is none.
 *
 * <p>A cursor: each {@link #next} moves to the next whole event, whose data are UTF-8 in {@code buffer()[from(), to())}.
 */
final class EventStream {
    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    private final byte[] bytes;
    private int at;
    private byte[] buffer;
    private int from;
    private int to;

    EventStream(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = bytes;
        boolean mark =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        this.at = mark ? 3 : 0;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** False where no whole event is left. */
    boolean next() {
        boolean any = false;
        @Nullable ByteArrayOutputStream joined = null; // only where an event has several data lines
        int end = lineEnd(at);
        while (end >= 0) {
            int start = at;
            at = end + (bytes[end] == '\r' && end + 1 < bytes.length && bytes[end + 1] == '\n' ? 2 : 1);
            if (start == end) {
                if (any) {
                    take(joined);
                    return true;
                }
            } else if (isData(start, end)) {
                int value = Math.min(end, start + DATA.length + 1);
                value += value < end && bytes[value] == ' ' ? 1 : 0;
                if (any) {
                    joined = join(joined, value, end);
                } else {
                    buffer = bytes;
                    from = value;
                    to = end;
                    any = true;
                }
            }
            end = lineEnd(at);
        }
        return false;
    }

    private boolean isData(int start, int end) {
        for (int i = 0; i < DATA.length; i++) {
            if (start + i >= end || bytes[start + i] != DATA[i]) {
                return false;
            }
        }
        return start + DATA.length == end || bytes[start + DATA.length] == ':';
    }

    private ByteArrayOutputStream join(@Nullable ByteArrayOutputStream before, int start, int end) {
        var joined = before;
        if (joined == null) {
            joined = new ByteArrayOutputStream();
            joined.write(bytes, from, to - from);
        }
        joined.write('\n');
        joined.write(bytes, start, end - start);
        return joined;
    }

    private void take(@Nullable ByteArrayOutputStream joined) {
        if (joined != null) {
            buffer = joined.toByteArray();
            from = 0;
            to = buffer.length;
        }
    }

    private int lineEnd(int start) {
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                return i;
            }
        }
        return -1;
    }
}
