package dev.routeproof.routing.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which every match of an RE2 pattern holds at least one, so that the pattern need not be tried where none of
 * them occurs.
 *
 * @param texts empty: none was found, and the pattern must always be tried
 * @param folded the texts are case folded and to be looked for in folded text
 * @param leading every match begins with one of the texts
 */
record Needles(List<String> texts, boolean folded, boolean leading) {
    private static final Needles NONE = new Needles(List.of(), false, false);

    /** What {@code s} of a case-insensitive pattern matches although folding leaves it alone. */
    private static final char LONG_S = 'ſ';

    /** Reads a pattern; where it is in doubt it finds none. */
    static Needles of(String pattern) {
        var reading = new Reading(pattern);
        try {
            List<String> found = reading.alternatives();
            if (found == null || reading.more()) {
                return NONE;
            }
            if (!reading.folds) {
                return new Needles(found, false, reading.leading(found));
            }
            return new Needles(
                    found.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList(), true, false);
        } catch (Unknown unknown) {
            return NONE;
        }
    }

    /**
     * Where in the text to begin looking for a match; −1 where there can be none.
     *
     * @param foldedFirsts where the needle of a number, case folded, begins first in the folded text; −1 where it is not
     */
    int start(String text, IntUnaryOperator foldedFirsts) {
        if (texts.isEmpty()) {
            return 0;
        }
        int first = -1;
        for (int i = 0; i < texts.size(); i++) {
            int found = foldedFirsts.applyAsInt(i);
            found = found < 0 || folded ? found : text.indexOf(texts.get(i), found);
            first = found >= 0 && (first < 0 || found < first) ? found : first;
        }
        if (first < 0) {
            return folded && text.indexOf(LONG_S) >= 0 ? 0 : -1;
        }
        return leading ? first : 0;
    }

    /** Something this parser does not know stands in the pattern. */
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unknown() {
            super(null, null, false, false);
        }
    }

    private static final class Reading {
        private final String pattern;
        private int at;
        private boolean folds;

        private Reading(String pattern) {
            this.pattern = pattern;
        }

        /** True where the pattern is one text, perhaps after a word boundary, and whatever follows. */
        private boolean leading(List<String> found) {
            String begin = pattern.startsWith("\\b") ? pattern.substring(2) : pattern;
            boolean literal = found.getFirst().chars().noneMatch(c -> ".[]()^$\\".indexOf(c) >= 0);
            if (!literal || found.size() != 1 || !begin.startsWith(found.getFirst()) || begin.indexOf('|') >= 0) {
                return false;
            }
            int after = found.getFirst().length();
            return after == begin.length() || "?*{".indexOf(begin.charAt(after)) < 0;
        }

        private @Nullable List<String> alternatives() {
            List<String> all = sequence();
            while (more() && pattern.charAt(at) == '|') {
                at++;
                List<String> other = sequence();
                if (all == null || other == null) {
                    all = null;
                } else {
                    all = new ArrayList<>(all);
                    all.addAll(other);
                }
            }
            return all;
        }

        /** The best of the parts that must all be there; null where no part says anything. */
        private @Nullable List<String> sequence() {
            List<String> best = null;
            var run = new StringBuilder();
            while (more() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
                List<String> part = null;
                char literal = 0;
                char c = pattern.charAt(at++);
                switch (c) {
                    case '(' -> part = group();
                    case '[' -> skipClass();
                    case '\\' -> literal = escaped();
                    case '.', '^', '$' -> {}
                    case '*', '+', '?', '{' -> throw new Unknown();
                    default -> literal = c;
                }
                boolean zeroWidth = c == '^' || c == '$' || (c == '\\' && literal == 0 && "bAz".indexOf(last()) >= 0);
                Repeat repeat = repeat();
                if (literal >= 128) {
                    throw new Unknown();
                }
                if (literal != 0 && repeat != Repeat.MAYBE) {
                    run.append(literal);
                }
                if (repeat != Repeat.ONCE || (literal == 0 && !zeroWidth)) {
                    best = better(best, run);
                }
                best = repeat == Repeat.MAYBE ? best : better(best, part);
            }
            return better(best, run);
        }

        private enum Repeat {
            ONCE,
            MAYBE,
            AT_LEAST_ONCE
        }

        private Repeat repeat() {
            if (!more()) {
                return Repeat.ONCE;
            }
            Repeat found = switch (pattern.charAt(at)) {
                case '*', '?' -> Repeat.MAYBE;
                case '+' -> Repeat.AT_LEAST_ONCE;
                case '{' -> counted();
                default -> Repeat.ONCE;
            };
            if (found != Repeat.ONCE) {
                at++;
                if (more() && pattern.charAt(at) == '?') {
                    at++;
                }
            }
            return found;
        }

        /** {@code {2,5}}; leaves the place at the closing brace. */
        private Repeat counted() {
            int close = pattern.indexOf('}', at);
            if (close < 0 || close == at + 1 || !Character.isDigit(pattern.charAt(at + 1))) {
                throw new Unknown();
            }
            boolean maybe = pattern.charAt(at + 1) == '0';
            at = close;
            return maybe ? Repeat.MAYBE : Repeat.AT_LEAST_ONCE;
        }

        private @Nullable List<String> group() {
            if (more() && pattern.charAt(at) == '?') {
                int colon = pattern.indexOf(':', at);
                int close = pattern.indexOf(')', at);
                int name = pattern.indexOf('>', at);
                if (pattern.startsWith("?P<", at) && name > 0) {
                    at = name + 1;
                } else if (colon > 0 && colon < close) {
                    flags(at + 1, colon);
                    at = colon + 1;
                } else if (close > 0) {
                    flags(at + 1, close);
                    at = close + 1;
                    return null;
                } else {
                    throw new Unknown();
                }
            }
            List<String> inside = alternatives();
            if (!more()) {
                throw new Unknown();
            }
            at++;
            return inside;
        }

        private void flags(int from, int to) {
            for (int i = from; i < to; i++) {
                if ("ims".indexOf(pattern.charAt(i)) < 0) {
                    throw new Unknown();
                }
                folds |= pattern.charAt(i) == 'i';
            }
        }

        private void skipClass() {
            at += more() && pattern.charAt(at) == '^' ? 1 : 0;
            at += more() && pattern.charAt(at) == ']' ? 1 : 0;
            while (more() && pattern.charAt(at) != ']') {
                if (pattern.startsWith("[:", at)) {
                    throw new Unknown();
                }
                at += pattern.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        }

        /** The character that an escape stands for; 0 where it stands for a class or a place. */
        private char escaped() {
            if (!more()) {
                throw new Unknown();
            }
            char c = pattern.charAt(at++);
            return switch (c) {
                case 'd', 'D', 'w', 'W', 's', 'S', 'b', 'A', 'z' -> 0;
                case 'n' -> '\n';
                case 't' -> '\t';
                default -> {
                    if (Character.isLetterOrDigit(c)) {
                        throw new Unknown();
                    }
                    yield c;
                }
            };
        }

        private char last() {
            return pattern.charAt(at - 1);
        }

        private boolean more() {
            return at < pattern.length();
        }

        private static @Nullable List<String> better(@Nullable List<String> best, StringBuilder run) {
            List<String> chosen = run.isEmpty() ? best : better(best, List.of(run.toString()));
            run.setLength(0);
            return chosen;
        }

        /** The one whose shortest text is longer; the first where they are alike. */
        private static @Nullable List<String> better(@Nullable List<String> one, @Nullable List<String> other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return shortest(other) > shortest(one) ? other : one;
        }

        private static int shortest(List<String> texts) {
            return texts.stream().mapToInt(String::length).min().orElse(0);
        }
    }
}
