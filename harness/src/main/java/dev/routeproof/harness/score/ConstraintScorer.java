package dev.routeproof.harness.score;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.ScorerSpec.Constraint;
import dev.routeproof.harness.score.Score.Scored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of form and content; the score is the share that holds. An answer that is one code fence is read inside it. */
final class ConstraintScorer {
    private ConstraintScorer() {}

    static Score score(ScorerSpec.Constraints constraints, String answer) {
        if (constraints.checks().isEmpty()) {
            return new Score.Unscored("The sample has no checks.");
        }
        String text = PlainText.unfenced(answer);
        List<String> broken = new ArrayList<>();
        try {
            for (Constraint check : constraints.checks()) {
                complaint(check, text, broken);
            }
        } catch (PatternSyntaxException invalid) {
            return new Score.Unscored(
                    "The pattern /" + invalid.getPattern() + "/ is not valid RE2: " + invalid.getDescription() + ".");
        }
        int checks = constraints.checks().size();
        double share = (checks - broken.size()) / (double) checks;
        String explanation = broken.isEmpty() ? "All checks hold." : "Broken: " + String.join("; ", broken) + ".";
        return new Scored(share, text, explanation);
    }

    /** Adds at most one complaint. */
    private static void complaint(Constraint check, String text, List<String> broken) {
        switch (check) {
            case Constraint.Words words -> bounds("words", words(text), words.min(), words.max(), broken);
            case Constraint.Lines lines -> bounds("lines", lines(text), lines.min(), lines.max(), broken);
            case Constraint.Contains contains -> contains(contains, text, broken);
            case Constraint.Matches matches ->
                unless(
                        Pattern.compile(matches.pattern()).matcher(text).find(),
                        "matches /" + matches.pattern() + "/",
                        broken);
            case Constraint.ValidJson _ -> unless(JsonText.parse(text).isPresent(), "valid JSON", broken);
            case Constraint.StartsWith start ->
                unless(text.startsWith(start.text()), "starts with '" + start.text() + "'", broken);
            case Constraint.EndsWith end -> unless(text.endsWith(end.text()), "ends with '" + end.text() + "'", broken);
        }
    }

    private static void contains(Constraint.Contains contains, String text, List<String> broken) {
        List<String> missing =
                contains.all().stream().filter(part -> !text.contains(part)).toList();
        List<String> forbidden = contains.none().stream().filter(text::contains).toList();
        boolean any = contains.any().isEmpty() || contains.any().stream().anyMatch(text::contains);
        if (!missing.isEmpty()) {
            broken.add("lacks '" + String.join("', '", missing) + "'");
        } else if (!forbidden.isEmpty()) {
            broken.add("must not hold '" + String.join("', '", forbidden) + "'");
        } else if (!any) {
            broken.add("holds none of '" + String.join("', '", contains.any()) + "'");
        }
    }

    private static void bounds(
            String what, long count, @Nullable Integer min, @Nullable Integer max, List<String> broken) {
        if (min != null && count < min) {
            broken.add(count + " " + what + ", at least " + min + " asked for");
        } else if (max != null && count > max) {
            broken.add(count + " " + what + ", at most " + max + " allowed");
        }
    }

    private static void unless(boolean holds, String rule, List<String> broken) {
        if (!holds) {
            broken.add("not: " + rule);
        }
    }

    private static long words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static long lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).count();
    }
}
