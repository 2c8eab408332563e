package dev.routeproof.reports.chart;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text from models, datasets and callers made safe to look at: control characters, ANSI escapes and bidirectional
 * controls become visible signs, so that nothing on the page can pose as something else.
 */
public final class Neutral {
    private Neutral() {}

    /** Keeps line breaks and tabs. */
    public static String text(String raw) {
        return clean(raw, true);
    }

    /** On one line: breaks and tabs become spaces. */
    public static String line(String raw) {
        return clean(raw, false);
    }

    private static String clean(String raw, boolean keepBreaks) {
        StringBuilder out = null;
        int i = 0;
        while (i < raw.length()) {
            int point = raw.codePointAt(i);
            String sign = sign(point, keepBreaks);
            if (sign != null && out == null) {
                out = new StringBuilder(raw.length() + 16).append(raw, 0, i);
            }
            if (out != null) {
                if (sign == null) {
                    out.appendCodePoint(point);
                } else {
                    out.append(sign);
                }
            }
            i += Character.charCount(point);
        }
        return out == null ? raw : out.toString();
    }

    /** What stands for {@code point}; null where it stays. */
    private static @Nullable String sign(int point, boolean keepBreaks) {
        if (point == '\n' || point == '\t') {
            return keepBreaks ? null : " ";
        }
        if (point == '\r') {
            return keepBreaks ? "" : " ";
        }
        boolean control = point < 0x20 || (point >= 0x7f && point < 0xa0);
        boolean bidi = point == 0x061c
                || point == 0x200e
                || point == 0x200f
                || (point >= 0x202a && point <= 0x202e)
                || (point >= 0x2066 && point <= 0x2069);
        boolean invisible = point == 0x200b
                || point == 0x2028
                || point == 0x2029
                || point == 0x2060
                || point == 0xfeff
                || (point >= 0xfff9 && point <= 0xfffb)
                || (point >= 0xe0000 && point <= 0xe007f);
        if (control || bidi || invisible) {
            return String.format(Locale.ROOT, "[U+%04X]", point);
        }
        boolean loneSurrogate = point >= 0xd800 && point <= 0xdfff;
        boolean noncharacter = (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
        return loneSurrogate || noncharacter ? "\ufffd" : null;
    }
}
