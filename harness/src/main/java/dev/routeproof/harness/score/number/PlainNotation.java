package dev.routeproof.harness.score.number;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;
import java.util.function.Function;

/** Rewrites LaTeX and typographic notation of numbers to plain text: {@code 2\frac{1}{3}} becomes {@code 2 1/3}. */
final class PlainNotation {
    private static final Pattern FRACTION =
            Pattern.compile("(\\d)?\\s*\\\\[dtc]?frac\\s*\\{?\\s*(-?[\\d.,]+)\\s*\\}?\\s*\\{?\\s*([\\d.,]+)\\s*\\}?");
    private static final Pattern GROUPING = Pattern.compile("(\\d)(?:\\{,\\}|\\\\,|\\\\!|\\\\ |\\\\;|,\\\\!)(\\d{3})");
    private static final Pattern WRAPPED =
            Pattern.compile("\\\\(?:boxed|text|textbf|mathrm|mathbf|textrm|operatorname|fbox)\\s*\\{([^{}]*)\\}");
    /** The base of a number, {@code 1012_3}; it is left out. */
    private static final Pattern BASE = Pattern.compile("(\\d)_\\{?\\d{1,2}\\}?(\\D|$)");

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
    private static final Pattern POWER_OF_TEN = Pattern.compile("([×x*·⋅]\\s?10)([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)");
    private static final Pattern NEGATIVE =
            Pattern.compile("(?i)(\\bnegative\\s+|(?:^|[=:(]\\s*|\\b(?:is|of|to)\\s+)minus\\s+)([$€£]?\\d)");
    private static final Pattern MINUS = Pattern.compile("(?i)(?:negative|minus)\\s+$");
    private static final Pattern SPACING = Pattern.compile("\\\\[,;:! ]|~|\\\\q?quad\\b|\\\\(?:left|right)\\b");
    private static final Map<Character, String> VULGAR = Map.ofEntries(
            Map.entry('½', "1/2"),
            Map.entry('⅓', "1/3"),
            Map.entry('⅔', "2/3"),
            Map.entry('¼', "1/4"),
            Map.entry('¾', "3/4"),
            Map.entry('⅕', "1/5"),
            Map.entry('⅖', "2/5"),
            Map.entry('⅗', "3/5"),
            Map.entry('⅘', "4/5"),
            Map.entry('⅙', "1/6"),
            Map.entry('⅛', "1/8"),
            Map.entry('⅜', "3/8"),
            Map.entry('⅝', "5/8"),
            Map.entry('⅞', "7/8"));

    private PlainNotation() {}

    static String of(String text) {
        String plain = BASE.matcher(characters(text)).replaceAll("$1$2");
        plain = withPowersOfTen(withSigns(plain));
        if (plain.indexOf('\\') < 0 && !plain.contains("{,}")) {
            return plain;
        }
        plain = GROUPING.matcher(plain).replaceAll("$1,$2");
        plain = GROUPING.matcher(plain).replaceAll("$1,$2");
        plain = FRACTION.matcher(plain).replaceAll("$1 $2/$3");
        plain = WRAPPED.matcher(plain).replaceAll(" $1 ");
        plain = WRAPPED.matcher(plain).replaceAll(" $1 ");
        plain = SPACING.matcher(plain).replaceAll(" ");
        return plain.replace("\\$", "$")
                .replace("\\%", "%")
                .replace("\\times", "×")
                .replace("\\cdot", "×")
                .replace("\\approx", "≈")
                .replace("^\\circ", " degrees")
                .replace("^{\\circ}", " degrees");
    }

    /** {@code negative 5} and {@code is minus 5}; {@code 50 minus 8} stays. */
    private static String withSigns(String text) {
        return rewritten(text, NEGATIVE, m -> MINUS.matcher(m.group(1)).replaceFirst("-") + m.group(2));
    }

    private static String withPowersOfTen(String text) {
        return rewritten(text, POWER_OF_TEN, m -> m.group(1) + "^" + lowered(m.group(2)));
    }

    private static String lowered(String superscripts) {
        StringBuilder out = new StringBuilder();
        superscripts.chars().forEach(c -> out.append("0123456789+-".charAt(SUPERSCRIPTS.indexOf(c))));
        return out.toString();
    }

    private static String rewritten(String text, Pattern pattern, Function<Matcher, String> replacement) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            out.append(text, from, matcher.start()).append(replacement.apply(matcher));
            from = matcher.end();
        }
        return from == 0 ? text : out.append(text, from, text.length()).toString();
    }

    private static String characters(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String vulgar = VULGAR.get(c);
            if (vulgar != null) {
                out.append(' ').append(vulgar);
            } else if (c == '\u2212' || (c >= '\u2010' && c <= '\u2013') || c == '\uFE63' || c == '\uFF0D') {
                out.append('-');
            } else if (c == '\u2044') {
                out.append('/');
            } else if (c >= '\uFF10' && c <= '\uFF19') {
                out.append((char) (c - '\uFF10' + '0'));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
