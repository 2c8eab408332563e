package dev.routeproof.harness.score;

import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.harness.score.Score.Scored;
import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.harness.score.extract.FinalAnswer;
import dev.routeproof.harness.score.number.NumberText;
import dev.routeproof.harness.score.number.NumberText.Reading;
import java.util.List;
import java.util.Optional;

/** A number equal to a target. */
final class NumericScorer {
    private NumericScorer() {}

    static Score score(ScorerSpec.Numeric numeric, List<String> targets, Found found) {
        List<Reading> wanted =
                targets.stream().map(NumberText::last).flatMap(Optional::stream).toList();
        if (wanted.isEmpty()) {
            return new Score.Unscored("The target '" + targets.getFirst() + "' is not a number.");
        }
        Optional<Reading> answer = number(found);
        if (answer.isEmpty()) {
            return new Scored(0, found.firstLine(), "The answer holds no number.");
        }
        Reading reading = answer.get();
        for (Reading target : wanted) {
            if (NumberText.same(target, reading, numeric.tolerance(), numeric.relativeTolerance())) {
                return new Scored(1, reading.text(), reading.text() + " equals " + target.text() + ".");
            }
        }
        return new Scored(
                0,
                reading.text(),
                reading.text() + " is not " + wanted.getFirst().text() + ".");
    }

    /**
     * The number that an answer states: in a text with a stated conclusion the one there, after an equals sign the one
     * behind it, in a part that was asked for the first, in free text the last.
     */
    static Optional<Reading> number(Found found) {
        Optional<String> conclusion = found.whole() ? FinalAnswer.in(found.text()) : Optional.of(found.firstLine());
        if (conclusion.isEmpty()) {
            return NumberText.last(found.text());
        }
        String text = conclusion.get();
        List<Reading> readings = NumberText.all(text);
        if (readings.isEmpty()) {
            return NumberText.last(found.text());
        }
        int equals = Math.max(text.lastIndexOf('='), text.lastIndexOf('≈'));
        if (readings.size() > 1 && equals >= 0) {
            List<Reading> behind = NumberText.all(text.substring(equals + 1));
            return Optional.of(behind.isEmpty() ? readings.getFirst() : behind.getFirst());
        }
        return Optional.of(readings.getFirst());
    }
}
