package dev.routeproof.routing.config;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The three bytes that some editors put before UTF-8 text and that are no part of it. */
public final class ByteOrderMark {
    private static final int LENGTH = 3;
    private static final int BUFFER = 1 << 16;

    private ByteOrderMark() {}

    /** The bytes after the mark; all of them where there is none. */
    public static InputStream skip(InputStream bytes) throws IOException {
        InputStream buffered = new BufferedInputStream(bytes, BUFFER);
        buffered.mark(LENGTH);
        byte[] start = buffered.readNBytes(LENGTH);
        boolean marked =
                start.length == LENGTH && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (!marked) {
            buffered.reset();
        }
        return buffered;
    }
}
