package dev.routeproof.harness.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Whole lines of a stream, as bytes in one reused buffer; a last line without its newline is torn and left out. */
final class Lines {
    private final InputStream input;
    private byte[] bytes = new byte[4096];
    private int length;

    Lines(InputStream input) {
        this.input = input;
    }

    /** Moves to the next whole line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        for (int b = input.read(); b >= 0; b = input.read()) {
            if (b == '\n') {
                return true;
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            bytes[length++] = (byte) b;
        }
        return false;
    }

    /** The line stands in the first {@link #length()} of these. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
