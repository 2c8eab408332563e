package dev.routeproof.harness.score;

import com.google.re2j.Pattern;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.harness.score.Score.Scored;
import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.harness.score.extract.FinalAnswer;
import java.util.List;
import java.util.Optional;

/** One label among several. */
final class ChoiceScorer {
    /** A conclusion in the words of choosing. */
    private static final Pattern CHOSEN = Pattern.compile("(?i)(?:"
            + "(?:^|\\n)\\W*(?:(?:the|my|overall|final) )*(?:sentiment|label|class|category|classification|verdict|prediction|choice)\\W*(?:is\\b|:|=)"
            + "|\\b(?:correct|best|right) (?:option|choice|letter|statement|label)\\s*(?:is\\b|:)"
            + "|\\b(?:choose|pick|select|go with|going with)\\b(?: option| choice| answer)?"
            + ")[\\s*:]*");

    private ChoiceScorer() {}

    static Score score(ScorerSpec.Choice choice, List<String> targets, Found found) {
        Optional<String> chosen = chosen(new Labels(choice.choices()), found);
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
     * The label an answer settles on: the whole text, else the one in its stated conclusion, else the one that opens it,
     * else the one that is said to be right, else the one in its last line, else the last one named. A conclusion that names
     * several and no more settles on none.
     */
    private static Optional<String> chosen(Labels labels, Found found) {
        String text = found.text();
        Optional<String> conclusion = FinalAnswer.answered(text).or(() -> FinalAnswer.last(CHOSEN, text));
        String lastLine = text.substring(text.lastIndexOf('\n') + 1);
        Optional<String> whole = labels.equal(text);
        if (whole.isPresent() || labels.areAll(conclusion.orElse(text))) {
            return whole;
        }
        return conclusion
                .flatMap(stated -> labels.opening(stated + "\n").or(() -> labels.first(stated)))
                .or(() -> labels.areListed(text) && labels.opening(lastLine).isEmpty()
                        ? labels.only(lastLine)
                        : Optional.empty())
                .or(() -> labels.opening(text))
                .or(() -> labels.asserted(text))
                .or(() -> FinalAnswer.in(text).flatMap(labels::first))
                .or(() -> found.whole() ? Optional.empty() : labels.first(found.firstLine()))
                .or(() -> labels.bold(text))
                .or(() -> labels.only(lastLine))
                .or(() -> labels.last(text));
    }
}
