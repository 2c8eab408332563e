package dev.routeproof.reports.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one way numbers and times become text in a report: English, no locale of the machine, a true minus sign. */
public final class Figures {
    /** Shown where a number is missing. */
    public static final String NONE = "–";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final char THIN_SPACE = '\u202f';
    private static final char MINUS = '\u2212';

    /** A share in [0,1] as a percentage with one decimal: {@code 84.2 %}. */
    public String percent(@Nullable Double share) {
        return share == null ? NONE : fixed(share * 100, 1) + THIN_SPACE + '%';
    }

    /** A share as a whole percentage; never rounds to 0 % or 100 % what is neither: {@code >99 %}. */
    public String probability(@Nullable Double share) {
        if (share == null) {
            return NONE;
        }
        if (share > 0.995 && share < 1) {
            return ">99" + THIN_SPACE + '%';
        }
        if (share < 0.005 && share > 0) {
            return "<1" + THIN_SPACE + '%';
        }
        return fixed(share * 100, 0) + THIN_SPACE + '%';
    }

    /** A difference of shares in percentage points with its sign: {@code +1.2}, {@code −3.4}. */
    public String points(@Nullable Double difference) {
        if (difference == null) {
            return NONE;
        }
        String text = fixed(difference * 100, 1);
        return text.charAt(0) == MINUS || text.equals("0.0") ? text : "+" + text;
    }

    /** US dollars, at least two significant digits: {@code $1,234}, {@code $12.30}, {@code $0.00021}. */
    public String usd(@Nullable Double dollars) {
        if (dollars == null) {
            return NONE;
        }
        double size = Math.abs(dollars);
        int decimals = size == 0 || size >= 0.995 ? 2 : (int) Math.ceil(-Math.log10(size)) + 1;
        String text = fixed(size, size >= 999.5 ? 0 : decimals);
        return (dollars < 0 ? String.valueOf(MINUS) : "") + "$" + text;
    }

    /** A duration given in milliseconds: {@code 0.42 ms}, {@code 812 ms}, {@code 1.24 s}, {@code 2 min 3 s}. */
    public String duration(@Nullable Double millis) {
        if (millis == null) {
            return NONE;
        }
        if (millis < 9.95) {
            return fixed(millis, millis < 0.995 ? 2 : 1) + THIN_SPACE + "ms";
        }
        if (millis < 999.5) {
            return fixed(millis, 0) + THIN_SPACE + "ms";
        }
        if (millis < 59_995) {
            return fixed(millis / 1000, millis < 9_995 ? 2 : 1) + THIN_SPACE + "s";
        }
        long seconds = Math.round(millis / 1000);
        return count(seconds / 60) + THIN_SPACE + "min " + seconds % 60 + THIN_SPACE + "s";
    }

    /** US dollars for an axis: {@link #usd} without trailing zeros, {@code $0.03}, {@code $10}. */
    public String usdTick(double dollars) {
        String text = usd(dollars);
        return text.indexOf('.') < 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** A duration for an axis: {@link #duration} without trailing zeros, {@code 2 s}. */
    public String durationTick(double millis) {
        return duration(millis).replaceAll("\\.0+(?=\\D)", "");
    }

    /** A whole number with thousands separators. */
    public String count(long number) {
        return fixed((double) number, 0);
    }

    /** For the script that sorts: plain digits, empty where there is no number. */
    public String raw(@Nullable Double number) {
        return number == null ? "" : Double.toString(number);
    }

    /** A plain number with {@code decimals} places. */
    public String decimal(@Nullable Double number, int decimals) {
        return number == null ? NONE : fixed(number, decimals);
    }

    /** A moment to the minute, UTC. */
    public String moment(Instant at) {
        return MINUTE.format(at);
    }

    private static String fixed(double number, int decimals) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("not a number a report can show: " + number);
        }
        var text = new StringBuilder(BigDecimal.valueOf(Math.abs(number))
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString());
        int point = decimals == 0 ? text.length() : text.length() - decimals - 1;
        for (int comma = point - 3; comma > 0; comma -= 3) {
            text.insert(comma, ',');
        }
        boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return number < 0 && !zero ? MINUS + text.toString() : text.toString();
    }
}
