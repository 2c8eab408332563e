package dev.routeproof.harness.score;

import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.ScorerSpec.Expression.Language;
import dev.routeproof.harness.score.Score.Scored;
import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.harness.score.extract.AnswerText.Part;
import dev.routeproof.harness.score.extract.FinalAnswer;
import dev.routeproof.harness.score.latex.MathText;
import dev.routeproof.harness.score.number.NumberText;
import dev.routeproof.harness.score.number.NumberText.Reading;
import java.util.List;
import java.util.Optional;

/** An expression equal in value to a target. */
final class ExpressionScorer {
    private ExpressionScorer() {}

    static Score score(ScorerSpec.Expression expression, List<String> targets, Found found) {
        boolean python = expression.language() == Language.PYTHON;
        for (String target : targets) {
            boolean same = python ? PythonAnswer.same(target, found) : sameMath(target, found);
            if (same) {
                return new Scored(1, shown(found), "Equal in value to " + target + ".");
            }
        }
        return new Scored(0, shown(found), "Not equal in value to " + targets.getFirst() + ".");
    }

    private static String shown(Found found) {
        return found.whole() ? FinalAnswer.in(found.text()).orElse(found.text()) : found.text();
    }

    private static boolean sameMath(String target, Found found) {
        String stated = found.whole()
                ? FinalAnswer.in(found.text()).orElse(found.text())
                : FinalAnswer.boxed(found.text()).orElse(found.text());
        Optional<Boolean> byValue = MathText.same(target, stated);
        return byValue.orElseGet(() -> sameNumber(target, stated));
    }

    /** Prose around a number: read as a person reads it. */
    private static boolean sameNumber(String target, String stated) {
        if (!MathText.isNumber(target)) {
            return false;
        }
        Optional<Reading> wanted = NumberText.last(target);
        Optional<Reading> answer = NumericScorer.number(new Found(stated, Part.PASSAGE));
        return wanted.isPresent() && answer.isPresent() && NumberText.same(wanted.get(), answer.get(), 0, 0);
    }
}
