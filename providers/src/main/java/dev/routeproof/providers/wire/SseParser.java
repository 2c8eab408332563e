package dev.routeproof.providers.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Server-sent events out of bytes that may be split anywhere, as the WHATWG HTML standard (section 9.2.6) reads them:
 * lines end with CRLF, LF or CR; a leading byte order mark, comments and unknown fields are ignored; the data lines of
 * an event are joined with LF; an event without data, or unfinished at the end, is none.
 */
public final class SseParser {
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final Sink sink;
    private final int maxEventBytes;
    // Owned by the one caller of feed.
    private byte[] line = new byte[512];
    private int lineLength;
    private byte[] data = new byte[1024];
    private int dataLength;
    private boolean hasData;
    private String type = "";
    private boolean afterCarriageReturn;
    private int startBytes;

    /** @param maxEventBytes a longer line or event is refused with {@link MalformedReply} */
    public SseParser(Sink sink, int maxEventBytes) {
        this.sink = sink;
        this.maxEventBytes = maxEventBytes;
    }

    /** Takes each event as it is complete. */
    @FunctionalInterface
    public interface Sink {
        /**
         * One event.
         *
         * @param type empty where the stream names none
         * @param data UTF-8 in {@code [0, length)}; reused after the call returns
         */
        void event(String type, byte[] data, int length);
    }

    /** Reads the next piece of the stream. */
    public void feed(byte[] bytes, int offset, int length) {
        int from = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            if (b == '\n' || b == '\r') {
                boolean secondHalf = b == '\n' && afterCarriageReturn && i == from && lineLength == 0;
                if (!secondHalf) {
                    append(bytes, from, i - from);
                    endOfLine();
                }
                afterCarriageReturn = b == '\r';
                from = i + 1;
            } else {
                afterCarriageReturn = false;
            }
        }
        append(bytes, from, end - from);
    }

    private void append(byte[] bytes, int from, int count) {
        int start = from;
        int left = count;
        while (left > 0 && startBytes >= 0 && lineLength == 0) {
            if ((bytes[start] & 0xFF) != BYTE_ORDER_MARK[startBytes]) {
                restoreMark();
                break;
            }
            start++;
            left--;
            startBytes = startBytes == 2 ? -1 : startBytes + 1;
        }
        addToLine(bytes, start, left);
    }

    /** The first bytes looked like a byte order mark and were none: they belong to the line. */
    private void restoreMark() {
        int seen = startBytes;
        startBytes = -1;
        for (int i = 0; i < seen; i++) {
            addToLine(new byte[] {(byte) BYTE_ORDER_MARK[i]}, 0, 1);
        }
    }

    private void addToLine(byte[] bytes, int from, int count) {
        if (count == 0) {
            return;
        }
        if (count > maxEventBytes - lineLength) {
            throw tooLong();
        }
        if (line.length < lineLength + count) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, lineLength + count));
        }
        System.arraycopy(bytes, from, line, lineLength, count);
        lineLength += count;
    }

    private void endOfLine() {
        if (startBytes > 0) {
            restoreMark();
        }
        startBytes = -1;
        if (lineLength == 0) {
            dispatch();
            return;
        }
        int colon = 0;
        while (colon < lineLength && line[colon] != ':') {
            colon++;
        }
        int value = Math.min(lineLength, colon + 1);
        if (value < lineLength && line[value] == ' ') {
            value++;
        }
        if (is(DATA, colon)) {
            addData(value);
        } else if (is(EVENT, colon)) {
            type = new String(line, value, lineLength - value, StandardCharsets.UTF_8);
        }
        lineLength = 0;
    }

    private boolean is(byte[] name, int length) {
        return Arrays.equals(name, 0, name.length, line, 0, length);
    }

    private void addData(int from) {
        int count = lineLength - from + (hasData ? 1 : 0);
        if (count > maxEventBytes - dataLength) {
            throw tooLong();
        }
        if (data.length < dataLength + count) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, dataLength + count));
        }
        if (hasData) {
            data[dataLength++] = '\n';
        }
        System.arraycopy(line, from, data, dataLength, lineLength - from);
        dataLength += lineLength - from;
        hasData = true;
    }

    private void dispatch() {
        String name = type;
        int length = dataLength;
        boolean complete = hasData;
        type = "";
        dataLength = 0;
        hasData = false;
        if (complete) {
            sink.event(name, data, length);
        }
    }

    private MalformedReply tooLong() {
        return new MalformedReply("one event of the stream is longer than " + maxEventBytes + " bytes");
    }
}
