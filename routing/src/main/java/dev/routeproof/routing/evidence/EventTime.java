package dev.routeproof.routing.evidence;

import java.time.Instant;

/** Moments as events carry them: RFC 3339, UTC, milliseconds, {@code 2026-11-01T10:00:00.123Z}. */
public final class EventTime {
    private static final String SHAPE = "0000-00-00T00:00:00.000Z";

    private EventTime() {}

    /**
     * Milliseconds since 1970 of {@code text}, which may have other fractions of a second too.
     *
     * @throws java.time.format.DateTimeParseException where it is no moment
     */
    public static long millis(String text) {
        if (text.length() != SHAPE.length()) {
            return Instant.parse(text).toEpochMilli();
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char c = text.charAt(i);
            if (SHAPE.charAt(i) == '0' ? c < '0' || c > '9' : c != SHAPE.charAt(i)) {
                return Instant.parse(text).toEpochMilli();
            }
        }
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (month < 1 || month > 12 || day < 1 || day > 28 || hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text).toEpochMilli(); // rare days, and what is no moment at all
        }
        long days = days(number(text, 0, 4), month, day);
        return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000 + number(text, 20, 23);
    }

    /** Days since 1970 of a date in the Gregorian calendar; years count from March, so that leap days come last. */
    private static long days(int year, int month, int day) {
        int from = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(from, 400);
        int inEra = from - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097L + inEra * 365L + inEra / 4 - inEra / 100 + dayOfYear - 719_468L;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
