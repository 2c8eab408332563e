package dev.routeproof.routing.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word somebody probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The closest known word, where it is close enough to be a slip of the pen (a third of the letters, at least 1). */
    public static Optional<String> to(String written, Collection<String> known) {
        String lower = written.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String word : known) {
            int distance = distance(lower, word.toLowerCase(Locale.ROOT));
            if (distance <= Math.max(1, Math.min(word.length(), written.length()) / 3) && distance < bestDistance) {
                best = word;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** "did you mean 'x'?" or "known 〈plural〉: a, b, c". */
    public static String fix(String written, Collection<String> known, String plural) {
        return to(written, known)
                .map(word -> "did you mean '" + word + "'?")
                .orElseGet(() -> known.isEmpty()
                        ? "there are no " + plural
                        : "known " + plural + ": " + String.join(", ", known));
    }

    /** Damerau-Levenshtein distance in its optimal string alignment form: insert, delete, replace, swap neighbours. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
