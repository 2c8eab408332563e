package dev.routeproof.harness.score.latex;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The formula that prose marks as one: {@code $…$}, {@code $$…$$}, {@code \(…\)} or {@code \[…\]}. */
public final class MarkedFormula {
    private record Marks(String open, String close) {}

    private static final List<Marks> MARKS =
            List.of(new Marks("$$", "$$"), new Marks("$", "$"), new Marks("\\(", "\\)"), new Marks("\\[", "\\]"));
    private static final Set<String> CONDITIONS =
            Set.of("when", "for", "if", "since", "because", "let", "where", "with", "at", "as", "not");
    private static final int MOST = 20;

    private MarkedFormula() {}

    /** The first formula that opens before {@code end} and is not introduced as a condition. */
    public static Optional<String> first(String text, int end) {
        int at = 0;
        for (int seen = 0; seen < MOST && at < end; seen++) {
            int from = opening(text, at);
            if (from < 0 || from >= end) {
                break;
            }
            Marks marks = marksAt(text, from).orElseThrow();
            int inside = from + marks.open().length();
            int close = text.indexOf(marks.close(), inside);
            if (close < 0) {
                break;
            }
            String formula = text.substring(inside, close);
            boolean money = marks.open().equals("$") && !formula.equals(formula.strip());
            if (!money && !formula.isBlank() && !CONDITIONS.contains(wordBefore(text, from))) {
                return Optional.of(formula.strip());
            }
            at = money ? inside : close + marks.close().length();
        }
        return Optional.empty();
    }

    private static int opening(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '$') {
                at++;
            } else if ((c == '$' || c == '\\') && marksAt(text, at).isPresent()) {
                return at;
            }
        }
        return -1;
    }

    private static Optional<Marks> marksAt(String text, int at) {
        return MARKS.stream().filter(marks -> text.startsWith(marks.open(), at)).findFirst();
    }

    private static String wordBefore(String text, int end) {
        String before = text.substring(Math.max(0, end - 12), end).strip();
        return before.substring(before.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
    }
}
