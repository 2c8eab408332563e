package dev.routeproof.proxy.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One validating pass over a JSON request body that finds what the proxy must know and changes nothing.
 *
 * <p>Refused: invalid UTF-8, lone surrogates, nesting deeper than 64, numbers beyond a double's range, a string above 4
 * MiB, a key twice in one of the outer three levels of objects, anything after the value. Time is linear in the body.
 */
final class JsonScan {
    static final int MAX_DEPTH = 64;
    static final int MAX_STRING = 4 << 20;
    private static final int MAX_NUMBER = 1_000;
    /** Objects nested deeper than this may repeat a key: nothing in them is read by the proxy. */
    private static final int UNIQUE_KEYS_DEPTH = 3;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long MODEL = hash("model");
    private static final long STREAM = hash("stream");

    /**
     * What was found.
     *
     * @param modelStart offset of the opening quote of the top-level {@code model} value; -1 where there is none
     * @param modelEnd offset just behind its closing quote
     */
    record Found(int modelStart, int modelEnd, @Nullable String model, boolean stream) {}

    /** The body is not JSON that may be forwarded; the message says why, without any of the body's text. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    private final byte[] json;
    private final int end;
    private int at;
    private long[] keys = new long[32];
    private int keyCount;
    private int modelStart = -1;
    private int modelEnd = -1;
    private @Nullable String model;
    private boolean stream;

    private JsonScan(byte[] json) {
        this.json = json;
        this.end = json.length;
    }

    /** Finds the model and the stream flag of a request body, which must be a JSON object. */
    static Found scan(byte[] json) throws Malformed {
        var scan = new JsonScan(json);
        scan.space();
        if (scan.at >= scan.end) {
            throw new Malformed("the body is empty; a JSON object is needed");
        }
        if (json[scan.at] != '{') {
            throw new Malformed("the body is not a JSON object");
        }
        scan.object(1);
        scan.space();
        if (scan.at < scan.end) {
            throw new Malformed("there is something behind the JSON object, at byte " + scan.at);
        }
        return new Found(scan.modelStart, scan.modelEnd, scan.model, scan.stream);
    }

    private void object(int depth) throws Malformed {
        checkDepth(depth);
        at++;
        space();
        if (peek() == '}') {
            at++;
            return;
        }
        int firstKey = keyCount;
        while (true) {
            if (peek() != '"') {
                throw unexpected();
            }
            long key = key();
            if (depth <= UNIQUE_KEYS_DEPTH) {
                remember(key, firstKey);
            }
            space();
            if (peek() != ':') {
                throw unexpected();
            }
            at++;
            space();
            if (depth == 1) {
                member(key);
            } else {
                value(depth);
            }
            space();
            int next = peek();
            at++;
            if (next == '}') {
                keyCount = firstKey;
                return;
            }
            if (next != ',') {
                at--;
                throw unexpected();
            }
            space();
        }
    }

    private void member(long key) throws Malformed {
        int start = at;
        value(1);
        if (key == MODEL) {
            if (json[start] != '"') {
                throw new Malformed("'model' is not a string");
            }
            modelStart = start;
            modelEnd = at;
            model = value(start + 1, at - 1);
        } else if (key == STREAM) {
            stream = json[start] == 't';
        }
    }

    private void remember(long key, int firstKey) throws Malformed {
        for (int i = firstKey; i < keyCount; i++) {
            if (keys[i] == key) {
                throw new Malformed("a key appears twice in one object, at byte " + at);
            }
        }
        if (keyCount - firstKey >= 512) {
            throw new Malformed("an object has more than 512 keys");
        }
        if (keyCount == keys.length) {
            keys = Arrays.copyOf(keys, keyCount * 2);
        }
        keys[keyCount++] = key;
    }

    private void array(int depth) throws Malformed {
        checkDepth(depth);
        at++;
        space();
        if (peek() == ']') {
            at++;
            return;
        }
        while (true) {
            value(depth);
            space();
            int next = peek();
            at++;
            if (next == ']') {
                return;
            }
            if (next != ',') {
                at--;
                throw unexpected();
            }
            space();
        }
    }

    private void value(int depth) throws Malformed {
        switch (peek()) {
            case '"' -> text();
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }

    private void literal(String word) throws Malformed {
        for (int i = 0; i < word.length(); i++) {
            if (at >= end || json[at] != word.charAt(i)) {
                throw unexpected();
            }
            at++;
        }
    }

    private void number() throws Malformed {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        boolean large = false;
        if (at < end && json[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (json[at] | 0x20) == 'e') {
            large = true;
            at++;
            if (at < end && (json[at] == '+' || json[at] == '-')) {
                at++;
            }
            digits();
        }
        int length = at - start;
        if (length > MAX_NUMBER) {
            throw new Malformed("a number has more than " + MAX_NUMBER + " characters");
        }
        if ((large || length > 300)
                && Double.isInfinite(Double.parseDouble(new String(json, start, length, StandardCharsets.US_ASCII)))) {
            throw new Malformed("a number is out of range, at byte " + start);
        }
    }

    private void digits() throws Malformed {
        int start = at;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected();
        }
    }

    /** Walks over a string that names a member; gives the hash of its unescaped bytes. */
    private long key() throws Malformed {
        int limit = open();
        long hash = FNV_OFFSET;
        while (at < limit) {
            int b = json[at];
            if (b == '"') {
                at++;
                return hash;
            }
            if (b == '\\') {
                hash = escape(hash);
            } else if (b >= 0x20) {
                hash = (hash ^ b) * FNV_PRIME;
                at++;
            } else {
                int length = utf8();
                for (int i = 0; i < length; i++) {
                    hash = (hash ^ (json[at++] & 0xff)) * FNV_PRIME;
                }
            }
        }
        throw endless(limit);
    }

    /** Walks over a string that is a value, eight plain bytes at a time. */
    private void text() throws Malformed {
        int limit = open();
        while (at < limit) {
            while (at + Long.BYTES <= limit && plain((long) EIGHT.get(json, at))) {
                at += Long.BYTES;
            }
            if (at >= limit) {
                break;
            }
            int b = json[at];
            if (b == '"') {
                at++;
                return;
            }
            if (b == '\\') {
                escape(0);
            } else {
                at += b >= 0x20 ? 1 : utf8();
            }
        }
        throw endless(limit);
    }

    /** Passes the opening quote; gives where the string must have ended. */
    private int open() {
        at++;
        return (int) Math.min(end, (long) at + MAX_STRING);
    }

    private Malformed endless(int limit) {
        return new Malformed(limit < end ? "a string is longer than 4 MiB" : "a string does not end");
    }

    /**
     * True where each of eight bytes stands for itself in a string: ASCII, no control character, quote or backslash. The
     * tests are those of "Determine if a word has a byte less than n" in Anderson's Bit Twiddling Hacks.
     */
    private static boolean plain(long eight) {
        long quotes = eight ^ ONES * '"';
        long slashes = eight ^ ONES * '\\';
        return (((eight - ONES * 0x20) | (quotes - ONES) | (slashes - ONES) | eight) & HIGH_BITS) == 0;
    }

    private long escape(long hash) throws Malformed {
        at++;
        int c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> mix(hash, c);
            case 'b' -> mix(hash, '\b');
            case 'f' -> mix(hash, '\f');
            case 'n' -> mix(hash, '\n');
            case 'r' -> mix(hash, '\r');
            case 't' -> mix(hash, '\t');
            case 'u' -> {
                int unit = hex4();
                if (Character.isLowSurrogate((char) unit)) {
                    throw new Malformed("a lone surrogate in a string, at byte " + at);
                }
                if (!Character.isHighSurrogate((char) unit)) {
                    yield mix(hash, unit);
                }
                if (at + 1 >= end || json[at] != '\\' || json[at + 1] != 'u') {
                    throw new Malformed("a lone surrogate in a string, at byte " + at);
                }
                at += 2;
                int low = hex4();
                if (!Character.isLowSurrogate((char) low)) {
                    throw new Malformed("a lone surrogate in a string, at byte " + at);
                }
                yield mix(hash, Character.toCodePoint((char) unit, (char) low));
            }
            default -> {
                at--;
                throw unexpected();
            }
        };
    }

    private static long mix(long hash, int codePoint) {
        if (codePoint < 0x80) {
            return (hash ^ codePoint) * FNV_PRIME;
        }
        long mixed = hash;
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            mixed = (mixed ^ (b & 0xff)) * FNV_PRIME;
        }
        return mixed;
    }

    private int hex4() throws Malformed {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < end ? Character.digit(json[at], 16) : -1;
            if (digit < 0) {
                throw unexpected();
            }
            unit = unit << 4 | digit;
            at++;
        }
        return unit;
    }

    /** Length of the well-formed UTF-8 sequence of more than one byte at {@code at}. */
    private int utf8() throws Malformed {
        int lead = json[at] & 0xff;
        if (lead < 0x20) {
            throw new Malformed("a control character in a string is not escaped, at byte " + at);
        }
        int length = lead >= 0xf0 && lead <= 0xf4
                ? 4
                : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
        if (length == 0 || at + length > end) {
            throw new Malformed("invalid UTF-8 at byte " + at);
        }
        int second = json[at + 1] & 0xff;
        boolean good = (second & 0xc0) == 0x80
                && !(lead == 0xe0 && second < 0xa0)
                && !(lead == 0xed && second > 0x9f)
                && !(lead == 0xf0 && second < 0x90)
                && !(lead == 0xf4 && second > 0x8f);
        for (int i = 2; i < length; i++) {
            good &= (json[at + i] & 0xc0) == 0x80;
        }
        if (!good) {
            throw new Malformed("invalid UTF-8 at byte " + at);
        }
        return length;
    }

    private String value(int from, int to) throws Malformed {
        boolean escaped = false;
        for (int i = from; i < to && !escaped; i++) {
            escaped = json[i] == '\\';
        }
        var raw = new String(json, from, to - from, StandardCharsets.UTF_8);
        return escaped ? unescape(raw) : raw;
    }

    private static String unescape(String raw) {
        var out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char e = raw.charAt(++i);
            switch (e) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    out.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> out.append(e);
            }
        }
        return out.toString();
    }

    private void checkDepth(int depth) throws Malformed {
        if (depth > MAX_DEPTH) {
            throw new Malformed("the JSON is nested deeper than " + MAX_DEPTH);
        }
    }

    private void space() {
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    private int peek() throws Malformed {
        if (at >= end) {
            throw new Malformed("the JSON ends too early");
        }
        return json[at];
    }

    private Malformed unexpected() {
        return new Malformed(at >= end ? "the JSON ends too early" : "the JSON has an unexpected byte at " + at);
    }

    private static long hash(String key) {
        long hash = FNV_OFFSET;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
