package dev.routeproof.routing.evidence;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JSON in UTF-8 that grows at its end, without an object tree. Commas are set where they belong; names and values must
 * alternate, and names are ASCII that needs no escape, except where it is said. Half of a surrogate pair is written as an
 * escape, so that text that was cut anywhere can be kept.
 */
abstract class JsonBuffer extends ByteArrayOutputStream {
    private static final double BILLION = 1e9;
    private static final int BILLIONTHS = 9;
    /** Below it every multiple of a billionth, times a billion, is a whole number that a double holds. */
    private static final double EXACT = 9e6;

    static final String HEX = "0123456789abcdef";
    private static final int LONGEST_ESCAPE = 6;
    private static final int LONGEST_NUMBER = 32;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 16;
    /** The digits of the numbers below a hundred. */
    private static final byte[] TENS = new byte[100];

    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
    }

    /** Events come many in a second: its text is kept. */
    private long lastSecond = Long.MIN_VALUE;

    private byte[] lastSecondText = {};

    JsonBuffer(int initialBytes) {
        super(initialBytes);
    }

    /** Begins an object, as a value or an element. */
    final void object() {
        separate();
        put('{');
    }

    final void object(String name) {
        name(name);
        put('{');
    }

    final void endObject() {
        put('}');
    }

    final void array(String name) {
        name(name);
        put('[');
    }

    final void endArray() {
        put(']');
    }

    final void element(String text) {
        separate();
        quoted(text);
    }

    final void text(String name, @Nullable String text) {
        name(name);
        if (text == null) {
            plain("null");
        } else {
            quoted(text);
        }
    }

    final void flag(String name, boolean flag) {
        name(name);
        plain(flag ? "true" : "false");
    }

    final void whole(String name, long number) {
        name(name);
        digits(number);
    }

    /** The shortest decimals that give the number back; null where it is none. */
    final void number(String name, double number) {
        name(name);
        number(number);
    }

    /** The same under a name that may hold anything. */
    final void numberOf(String label, double number) {
        separate();
        quoted(label);
        put(':');
        number(number);
    }

    private void number(double number) {
        double billionths = number * BILLION;
        if (!Double.isFinite(number)) {
            plain("null");
        } else if (Math.abs(number) < EXACT && Math.rint(billionths) / BILLION == number) {
            billionths((long) Math.rint(billionths));
        } else {
            plain(Double.toString(number));
        }
    }

    final void billionths(String name, long billionths) {
        name(name);
        billionths(billionths);
    }

    /** A moment, UTC, to the millisecond. */
    final void time(String name, Instant at) {
        name(name);
        put('"');
        if (at.getEpochSecond() != lastSecond) {
            int from = count;
            second(LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC));
            lastSecond = at.getEpochSecond();
            lastSecondText = Arrays.copyOfRange(buf, from, count);
        } else {
            room(lastSecondText.length);
            System.arraycopy(lastSecondText, 0, buf, count, lastSecondText.length);
            count += lastSecondText.length;
        }
        put('.');
        digits(at.getNano() / 1_000_000, 3);
        put('Z');
        put('"');
    }

    private void second(LocalDateTime utc) {
        digits(utc.getYear(), 4);
        put('-');
        digits(utc.getMonthValue(), 2);
        put('-');
        digits(utc.getDayOfMonth(), 2);
        put('T');
        digits(utc.getHour(), 2);
        put(':');
        digits(utc.getMinute(), 2);
        put(':');
        digits(utc.getSecond(), 2);
    }

    final void put(char ascii) {
        room(1);
        buf[count++] = (byte) ascii;
    }

    final void digits(long number) {
        room(LONGEST_NUMBER);
        if (number < 0) {
            if (number == Long.MIN_VALUE) {
                plain(Long.toString(number));
                return;
            }
            buf[count++] = '-';
            number = -number;
        }
        digits(number, width(number));
    }

    /** The last {@code width} digits of a number that is not negative. */
    final void digits(long number, int width) {
        room(width);
        long rest = number;
        int at = count + width;
        while (at - 2 >= count) {
            int pair = (int) (rest % 100);
            rest /= 100;
            buf[--at] = ONES[pair];
            buf[--at] = TENS[pair];
        }
        if (at > count) {
            buf[--at] = ONES[(int) (rest % 10)];
        }
        count += width;
    }

    private static int width(long number) {
        int width = 1;
        for (long power = 10; width < 19 && number >= power; power *= 10) {
            width++;
        }
        return width;
    }

    private void billionths(long billionths) {
        long whole = billionths / 1_000_000_000;
        long rest = Math.abs(billionths % 1_000_000_000);
        if (billionths < 0 && whole == 0) {
            put('-');
        }
        digits(whole);
        put('.');
        int width = BILLIONTHS;
        while (width > 1 && rest % 10 == 0) {
            rest /= 10;
            width--;
        }
        digits(rest, width);
    }

    // The method takes the low byte of each character, which is all of an ASCII one; no other copies without a detour.
    @SuppressWarnings("deprecation")
    private void name(String name) {
        separate();
        int length = name.length();
        room(length + 3);
        buf[count] = '"';
        name.getBytes(0, length, buf, count + 1);
        buf[count + length + 1] = '"';
        buf[count + length + 2] = ':';
        count += length + 3;
    }

    /** Between two values stands a comma: after anything but what opens a line, an object, an array or a value. */
    private void separate() {
        if (count > 0 && buf[count - 1] != '{' && buf[count - 1] != '[' && buf[count - 1] != '\n') {
            put(',');
        }
    }

    private void plain(String ascii) {
        int length = ascii.length();
        room(length);
        for (int i = 0; i < length; i++) {
            buf[count + i] = (byte) ascii.charAt(i);
        }
        count += length;
    }

    private void quoted(String text) {
        int length = text.length();
        room(length + 2);
        byte[] bytes = buf;
        int end = count;
        bytes[end++] = '"';
        int i = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            bytes[end++] = (byte) c;
        }
        count = end;
        while (i < length) {
            i = other(text, i);
        }
        put('"');
    }

    /** Writes the character at {@code i}, whatever it is; gives the place of the next one. */
    private int other(String text, int i) {
        room(LONGEST_ESCAPE);
        char c = text.charAt(i);
        if (c == '"' || c == '\\') {
            buf[count++] = '\\';
            buf[count++] = (byte) c;
        } else if (c < ' ') {
            control(c);
        } else if (c < 0x80) {
            buf[count++] = (byte) c;
        } else if (c < 0x800) {
            buf[count++] = (byte) (0xc0 | (c >> 6));
            continuation(c);
        } else if (!Character.isSurrogate(c)) {
            buf[count++] = (byte) (0xe0 | (c >> 12));
            continuation(c >> 6);
            continuation(c);
        } else if (Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1))) {
            int point = Character.toCodePoint(c, text.charAt(i + 1));
            buf[count++] = (byte) (0xf0 | (point >> 18));
            continuation(point >> 12);
            continuation(point >> 6);
            continuation(point);
            return i + 2;
        } else {
            escape(c);
        }
        return i + 1;
    }

    private void control(char c) {
        int known = "\b\t\n\f\r".indexOf(c);
        if (known < 0) {
            escape(c);
        } else {
            buf[count++] = '\\';
            buf[count++] = (byte) "btnfr".charAt(known);
        }
    }

    private void escape(char c) {
        plain("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            buf[count++] = (byte) HEX.charAt((c >> shift) & 0xf);
        }
    }

    private void continuation(int bits) {
        buf[count++] = (byte) (0x80 | (bits & 0x3f));
    }

    private void room(int more) {
        if (buf.length - count < more) {
            buf = Arrays.copyOf(buf, Math.max(Math.addExact(count, more), (int) Math.min(2L * buf.length, MOST_BYTES)));
        }
    }
}
