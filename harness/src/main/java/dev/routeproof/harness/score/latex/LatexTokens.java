package dev.routeproof.harness.score.latex;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A LaTeX or plain formula cut into tokens: numbers, letters, {@code \commands}, {@code "words} and single symbols. */
final class LatexTokens {
    static final int LONGEST = 4_000;
    private static final Set<String> SILENT = Set.of(
            "\\left",
            "\\right",
            "\\displaystyle",
            "\\,",
            "\\;",
            "\\:",
            "\\!",
            "\\ ",
            "\\quad",
            "\\qquad",
            "\\big",
            "\\Big",
            "\\bigg",
            "\\Bigg",
            "\\bigl",
            "\\bigr",
            "\\Bigl",
            "\\Bigr",
            "\\limits",
            "\\hspace",
            "\\$",
            "\\(",
            "\\)",
            "\\[",
            "\\]");
    private static final Set<String> SHORT_WORDS = Set.of("is", "of", "or", "to", "in", "cm", "mm", "km", "ft", "kg");

    /** Without braces TeX takes one digit: {@code \\frac12}. */
    private static final Pattern TWO_DIGITS = Pattern.compile("\\\\[dtc]?frac\\s*(\\d)\\s*(\\d)");

    private static final Pattern ONE_DIGIT = Pattern.compile("\\\\[dtc]?frac\\s*(\\d)\\s*\\{");
    private static final Set<String> WORDS = Set.of(
            "\\text", "\\textbf", "\\textrm", "\\textit", "\\mbox", "\\textnormal", "\\mathrm", "\\operatorname");

    private LatexTokens() {}

    static List<String> of(String formula) {
        List<String> tokens = new ArrayList<>();
        String text = TWO_DIGITS.matcher(repaired(formula)).replaceAll("\\\\frac{$1}{$2}");
        text = ONE_DIGIT.matcher(text).replaceAll("\\\\frac{$1}{");
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (isDigit(c) || (c == '.' && end < text.length() && isDigit(text.charAt(end)))) {
                end = endOfNumber(text, at);
                tokens.add(text.substring(at, end)
                        .replace(",", "")
                        .replace("{", "")
                        .replace("}", ""));
            } else if (c == '\\') {
                end = endOfCommand(text, at);
                end = command(text, at, end, tokens);
            } else if (Character.isLetter(c) && symbol(c).length() == 1) {
                end = letters(text, at, tokens);
            } else if (!Character.isWhitespace(c) && c != '$' && c != '~') {
                tokens.add(symbol(c));
            }
            at = end;
        }
        return tokens;
    }

    /** JSON turned {@code \frac}, {@code \boxed}, {@code \times}, {@code \rho} and {@code \neq} into control characters. */
    static String repaired(String text) {
        if (text.chars().noneMatch(c -> c == '\f' || c == '\b' || c == '\t' || c == '\r' || c == '\n')) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean word = i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
            switch (c) {
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append(word ? "\\t" : " ");
                case '\r' -> out.append(word ? "\\r" : " ");
                case '\n' -> out.append(text.startsWith("eq", i + 1) || text.startsWith("u", i + 1) ? "\\n" : " ");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static String symbol(char c) {
        return switch (c) {
            case '\u2212', '\u2013' -> "-";
            case '\u00d7', '\u00b7', '\u22c5' -> "*";
            case '\u00f7' -> "/";
            case '\u221e' -> "\\infty";
            case '\u03c0' -> "\\pi";
            case '\u221a' -> "\\sqrt";
            case '\u2264' -> "\\le";
            case '\u2265' -> "\\ge";
            case '\u2260' -> "\\ne";
            case '\u00b0' -> "\\degree";
            case '\u222a' -> "\\cup";
            case '\u00b1' -> "\\pm";
            default -> String.valueOf(c);
        };
    }

    /** Commas group thousands where exactly three digits follow: {@code 10,000}, {@code 10{,}000}. */
    private static int endOfNumber(String text, int from) {
        int at = from;
        boolean dot = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            int group = text.startsWith("{,}", at) ? 3 : text.startsWith("\\!", at) ? 0 : c == ',' ? 1 : 0;
            if (isDigit(c)) {
                at++;
            } else if (c == '.' && !dot && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
                dot = true;
                at++;
            } else if (group > 0 && !dot && at - from <= 15 && threeDigits(text, at + group)) {
                at += group;
            } else {
                break;
            }
        }
        return at;
    }

    private static boolean threeDigits(String text, int from) {
        return from + 3 <= text.length()
                && isDigit(text.charAt(from))
                && isDigit(text.charAt(from + 1))
                && isDigit(text.charAt(from + 2))
                && (from + 3 == text.length() || !isDigit(text.charAt(from + 3)));
    }

    private static int endOfCommand(String text, int from) {
        int end = from + 1;
        while (end < text.length() && isLatin(text.charAt(end))) {
            end++;
        }
        return end > from + 1 ? end : Math.min(text.length(), from + 2);
    }

    private static int command(String text, int from, int end, List<String> tokens) {
        String name = text.substring(from, end);
        if (SILENT.contains(name)) {
            return end;
        }
        if (!WORDS.contains(name) || end >= text.length() || text.charAt(end) != '{') {
            tokens.add(name);
            return end;
        }
        int close = text.indexOf('}', end);
        int stop = close < 0 ? text.length() : close;
        addWords(text.substring(end + 1, stop), tokens);
        return Math.min(text.length(), stop + 1);
    }

    /** A run of one or two letters is a product of variables; of three or more a function or words. */
    private static int letters(String text, int from, List<String> tokens) {
        int end = from;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        String run = text.substring(from, end);
        if (MathFunctions.isKnown(run) || run.equals("pi")) {
            tokens.add("\\" + run);
        } else if (run.length() <= 2 && !SHORT_WORDS.contains(run)) {
            run.chars().forEach(c -> tokens.add(String.valueOf((char) c)));
        } else {
            addWords(run, tokens);
        }
        return end;
    }

    /** Consecutive words become one token. */
    private static void addWords(String words, List<String> tokens) {
        String clean = words.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", " ");
        if (clean.isEmpty()) {
            return;
        }
        if (!tokens.isEmpty() && tokens.getLast().startsWith("\"")) {
            tokens.set(tokens.size() - 1, tokens.getLast() + " " + clean);
        } else {
            tokens.add("\"" + clean);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
