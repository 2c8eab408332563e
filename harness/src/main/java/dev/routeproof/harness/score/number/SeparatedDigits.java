package dev.routeproof.harness.score.number;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Digits with separators, read as the writer's country writes them: {@code 1,234.5}, {@code 1.234,5}, {@code 1 234,5},
 * {@code 1'234.5}, {@code 12,34,567}. A single comma or dot before exactly three digits: a comma groups thousands, a dot
 * is a decimal point.
 */
final class SeparatedDigits {
    private SeparatedDigits() {}

    /** One number, or several where the separators only make sense as a list ({@code 1,2,3}). */
    static List<BigDecimal> read(String run) {
        String text = run.replaceAll("['’\\u00a0\\u202f\\u2009_]", " ");
        int comma = text.lastIndexOf(',');
        int dot = text.lastIndexOf('.');
        if (comma >= 0 && dot >= 0) {
            char decimal = comma > dot ? ',' : '.';
            char group = comma > dot ? '.' : ',';
            return count(text, decimal) == 1 && grouped(text.substring(0, Math.max(comma, dot)), group)
                    ? number(text.replace(String.valueOf(group), ""), decimal)
                    : list(text);
        }
        if (comma >= 0) {
            boolean decimal = count(text, ',') == 1 && (!grouped(text, ',') || text.startsWith("0,"));
            return decimal ? number(text, ',') : grouped(text, ',') ? number(text.replace(",", ""), '.') : list(text);
        }
        if (dot >= 0 && count(text, '.') > 1) {
            return grouped(text, '.') ? number(text.replace(".", ""), '.') : list(text);
        }
        return number(text, '.');
    }

    private static List<BigDecimal> number(String text, char decimal) {
        String whole = text.indexOf(decimal) < 0 ? text : text.substring(0, text.indexOf(decimal));
        if (whole.indexOf(' ') >= 0 && !grouped(whole, ' ')) {
            return list(text);
        }
        return List.of(new BigDecimal(text.replace(" ", "").replace(decimal, '.')));
    }

    /** Groups of three after the first, or India's groups of two before a last one of three. */
    private static boolean grouped(String text, char separator) {
        String[] groups = text.strip().split(java.util.regex.Pattern.quote(String.valueOf(separator)), -1);
        if (groups[0].isEmpty() || groups[0].length() > 3) {
            return false;
        }
        for (int i = 1; i < groups.length; i++) {
            boolean last = i == groups.length - 1;
            boolean three = groups[i].length() == 3;
            if (!three && (last || groups[i].length() != 2)) {
                return false;
            }
        }
        return true;
    }

    private static List<BigDecimal> list(String text) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (String part : text.split("[ ,]+")) {
            String digits = part.chars().filter(c -> c == '.').count() > 1 ? part.replace(".", "") : part;
            if (digits.chars().anyMatch(Character::isDigit)) {
                numbers.add(new BigDecimal(digits));
            }
        }
        return numbers;
    }

    private static long count(String text, char c) {
        return text.chars().filter(other -> other == c).count();
    }
}
