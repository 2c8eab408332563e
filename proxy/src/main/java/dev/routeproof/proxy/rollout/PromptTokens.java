package dev.routeproof.proxy.rollout;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How many tokens a request has, where nobody has counted them. */
public final class PromptTokens {
    private static final int BYTES_PER_TOKEN = 4;
    /** What a picture or a page takes, roughly: providers scale large ones down. */
    private static final long OF_A_FILE = 1_000;
    /** Bytes; the shortest text in base64 that is taken for a file. */
    private static final int SHORTEST_FILE = 1 << 10;

    private static final byte[] DATA_URL = ";base64".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA_FIELD = "data\"".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] BASE64 = new boolean[256];

    static {
        // With the ways in which JSON escapes a slash and a line's end.
        String others = "+/=-_\\";
        for (int c = 0; c < 128; c++) {
            BASE64[c] = Character.isLetterOrDigit(c) || others.indexOf(c) >= 0;
        }
    }

    private PromptTokens() {}

    /** A token for four bytes, and as much as a picture for each string that holds a file in base64, whatever its size. */
    public static long of(byte[] body) {
        long text = body.length;
        long files = 0;
        for (int at = SHORTEST_FILE / 2; at < body.length; at += SHORTEST_FILE / 2) {
            int from = at;
            while (from > 0 && BASE64[body[from] & 0xff]) {
                from--;
            }
            int to = at;
            while (to < body.length && BASE64[body[to] & 0xff]) {
                to++;
            }
            if (to - from > SHORTEST_FILE && isFile(body, from)) {
                text -= to - from - 1;
                files++;
            }
            at = Math.max(at, to);
        }
        return (text + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN + files * OF_A_FILE;
    }

    /** What stands in front is {@code data:image/png;base64,} (OpenAI) or a field {@code data} (both, for other files too). */
    private static boolean isFile(byte[] body, int before) {
        if (body[before] == ',') {
            return endsWith(body, before, DATA_URL);
        }
        int colon = before - 1;
        while (colon > 0 && body[colon] != ':' && body[colon] <= ' ') {
            colon--;
        }
        return body[before] == '"' && colon > 0 && body[colon] == ':' && endsWith(body, colon, DATA_FIELD);
    }

    private static boolean endsWith(byte[] body, int end, byte[] word) {
        return end >= word.length && Arrays.equals(body, end - word.length, end, word, 0, word.length);
    }
}
