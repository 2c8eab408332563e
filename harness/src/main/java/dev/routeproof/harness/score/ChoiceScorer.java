package dev.routeproof.harness.score;

import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.harness.score.Score.Scored;
import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.harness.score.extract.FinalAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One label among several. */
final class ChoiceScorer {
    private ChoiceScorer() {}

    static Score score(ScorerSpec.Choice choice, List<String> targets, Found found) {
        Optional<String> chosen = chosen(choice.choices(), found);
        if (chosen.isEmpty()) {
            return new Scored(0, found.firstLine(), "None of " + String.join(", ", choice.choices()) + " is chosen.");
        }
        String label = chosen.get();
        boolean right =
                targets.stream().anyMatch(target -> PlainText.fold(target).equals(PlainText.fold(label)));
        String verdict = right ? "is the target." : "is chosen, not '" + targets.getFirst() + "'.";
        return new Scored(right ? 1 : 0, label, "'" + label + "' " + verdict);
    }

    /**
     * The label an answer settles on: the whole text, else the one that opens it, else the one in its stated conclusion,
     * else the one in its last line, else the last one named.
     */
    static Optional<String> chosen(List<String> choices, Found found) {
        String text = found.text();
        return equal(choices, text)
                .or(() -> opening(choices, text))
                .or(() -> FinalAnswer.in(text).flatMap(conclusion -> first(choices, conclusion)))
                .or(() -> found.whole() ? Optional.empty() : first(choices, found.firstLine()))
                .or(() -> only(choices, text.substring(text.lastIndexOf('\n') + 1)))
                .or(() -> last(choices, text));
    }

    private static Optional<String> equal(List<String> choices, String text) {
        String folded = PlainText.fold(bare(text));
        return choices.stream()
                .filter(choice -> PlainText.fold(choice).equals(folded))
                .findFirst();
    }

    /** {@code (B)} and {@code [B]} without their brackets. */
    private static String bare(String text) {
        String inside = text.strip();
        boolean round = inside.startsWith("(") && inside.endsWith(")");
        boolean square = inside.startsWith("[") && inside.endsWith("]");
        return (round || square) && inside.length() > 2 ? inside.substring(1, inside.length() - 1) : inside;
    }

    /** {@code B) because …}, {@code **B.** …}, {@code (B) …}: a label and a mark at the very start. */
    private static Optional<String> opening(List<String> choices, String text) {
        String start = text.replaceFirst("^[\\s(\\[*_`\"']+", "");
        return longestFirst(choices).stream()
                .filter(choice -> start.regionMatches(!isLetter(choice), 0, choice, 0, choice.length()))
                .filter(choice ->
                        start.length() > choice.length() && ")].:,*_`\"'\n".indexOf(start.charAt(choice.length())) >= 0)
                .findFirst();
    }

    private static Optional<String> first(List<String> choices, String text) {
        List<Mention> mentions = mentions(choices, text);
        return mentions.isEmpty()
                ? Optional.empty()
                : Optional.of(mentions.getFirst().choice());
    }

    private static Optional<String> only(List<String> choices, String text) {
        List<String> named =
                mentions(choices, text).stream().map(Mention::choice).distinct().toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private static Optional<String> last(List<String> choices, String text) {
        List<Mention> mentions = mentions(choices, text);
        return mentions.isEmpty()
                ? Optional.empty()
                : Optional.of(mentions.getLast().choice());
    }

    private record Mention(int from, int to, String choice) {}

    /** Where labels stand, in order; a label inside a longer one ({@code spam} in {@code not spam}) is no mention. */
    private static List<Mention> mentions(List<String> choices, String text) {
        List<Mention> found = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (String choice : longestFirst(choices)) {
            boolean letter = isLetter(choice);
            String haystack = letter ? text : lower;
            String needle = letter ? choice : choice.toLowerCase(Locale.ROOT);
            int at = PlainText.indexOfWord(haystack, needle, 0);
            while (at >= 0) {
                Mention mention = new Mention(at, at + needle.length(), choice);
                boolean article = letter && isArticle(text, mention);
                if (!article
                        && found.stream()
                                .noneMatch(other -> other.from() <= mention.from() && mention.to() <= other.to())) {
                    found.add(mention);
                }
                at = found.size() > 1_000 ? -1 : PlainText.indexOfWord(haystack, needle, at + 1);
            }
        }
        found.sort(Comparator.comparingInt(Mention::from));
        return found;
    }

    /** {@code A hash map} and {@code I think}: a word of the sentence, not a label. */
    private static boolean isArticle(String text, Mention mention) {
        boolean word = mention.choice().equals("A") || mention.choice().equals("I");
        return word
                && mention.to() + 1 < text.length()
                && text.charAt(mention.to()) == ' '
                && Character.isLowerCase(text.charAt(mention.to() + 1));
    }

    private static boolean isLetter(String choice) {
        return choice.length() == 1 && Character.isUpperCase(choice.charAt(0));
    }

    private static List<String> longestFirst(List<String> choices) {
        return choices.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
