package dev.routeproof.harness.score;

import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.ScorerSpec.Expression.Language;
import dev.routeproof.harness.score.Score.Scored;
import dev.routeproof.harness.score.extract.AnswerText.Found;
import dev.routeproof.harness.score.extract.AnswerText.Part;
import dev.routeproof.harness.score.extract.FinalAnswer;
import dev.routeproof.harness.score.latex.MarkedFormula;
import dev.routeproof.harness.score.latex.MathText;
import dev.routeproof.harness.score.number.NumberText;
import dev.routeproof.harness.score.number.NumberText.Reading;
import java.util.ArrayList;
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
        return statements(found).stream().distinct().anyMatch(stated -> sameMath(target, stated));
    }

    private static boolean sameMath(String target, String stated) {
        Optional<Boolean> byValue = MathText.same(target, stated);
        return byValue.orElseGet(() -> sameNumber(target, stated));
    }

    /**
     * What the answer may state. A box is all of it. Else the formula that the conclusion, or without one the last
     * sentence, marks as such; then the conclusion, or the text, without emphasis and with it.
     */
    private static List<String> statements(Found found) {
        String text = found.text();
        Optional<String> boxed = FinalAnswer.boxed(text);
        if (boxed.isPresent() || !found.whole()) {
            return List.of(boxed.orElse(text));
        }
        Optional<String> conclusion = FinalAnswer.in(text);
        String stated = conclusion.orElse(text);
        String tail = conclusion
                .map(line -> text.substring(Math.max(0, text.lastIndexOf(line))))
                .orElseGet(() -> lastSentence(text));
        int end = conclusion.map(String::length).orElse(tail.length());
        List<String> statements = new ArrayList<>();
        MarkedFormula.first(tail, end).ifPresent(statements::add);
        statements.add(stated.replace("**", ""));
        statements.add(stated);
        return statements;
    }

    private static String lastSentence(String text) {
        String paragraph = text.substring(text.lastIndexOf("\n\n") + 1).strip();
        return paragraph.substring(paragraph.lastIndexOf(". ") + 1);
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
