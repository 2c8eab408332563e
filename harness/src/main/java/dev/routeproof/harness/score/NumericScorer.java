package dev.routeproof.harness.score;

import com.google.re2j.Pattern;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.harness.score.Score.Scored;
import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.harness.score.extract.FinalAnswer;
import dev.routeproof.harness.score.latex.MathText;
import dev.routeproof.harness.score.number.LeadingNumber;
import dev.routeproof.harness.score.number.NumberText;
import dev.routeproof.harness.score.number.NumberText.Reading;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A number equal to a target. */
final class NumericScorer {
    private static final Pattern FORMULA =
            Pattern.compile("sqrt|√|π|\\\\pi\\b|[\\da-zA-Z]\\s*\\^|[-+*/]\\s*[a-z]\\b|\\d[xyi]\\b");

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
     * behind it, of a formula its value, in a part that was asked for the first, in free text the last, unless a line of its own opens it. Empty where
     * there is none, as in a formula with variables.
     */
    static Optional<Reading> number(Found found) {
        Optional<String> conclusion = found.whole() ? FinalAnswer.in(found.text()) : Optional.of(found.firstLine());
        if (conclusion.isEmpty()) {
            return LeadingNumber.alone(found.text()).or(() -> NumberText.last(found.text()));
        }
        String text = behindEquals(conclusion.get());
        List<Reading> readings = NumberText.all(text);
        if (readings.isEmpty()) {
            return NumberText.last(found.text());
        }
        OptionalDouble formula =
                readings.size() > 1 || isFormula(text) ? MathText.scalar(text) : OptionalDouble.empty();
        if (formula.isEmpty()) {
            return Optional.of(readings.getFirst());
        }
        return Double.isFinite(formula.getAsDouble())
                ? Optional.of(Reading.of(text.strip(), formula.getAsDouble()))
                : LeadingNumber.in(text);
    }

    /**
     * What stands behind the last equals sign, where that holds a number; not behind one of a condition or check that
     * follows the number.
     */
    private static String behindEquals(String conclusion) {
        boolean equals = conclusion.indexOf('=') >= 0 || conclusion.indexOf('≈') >= 0;
        String text = equals ? LeadingNumber.withoutAside(conclusion) : conclusion;
        String behind = text.substring(Math.max(text.lastIndexOf('='), text.lastIndexOf('≈')) + 1);
        return NumberText.all(behind).isEmpty() ? text : behind;
    }

    /** Marks of a formula: one number in it is not its value. */
    private static boolean isFormula(String text) {
        return FORMULA.matcher(text).find();
    }
}
