package dev.routeproof.harness.score.extract;

import com.google.re2j.Matcher;
import com.google.re2j.PatternSyntaxException;
import dev.routeproof.datasets.ScorerSpec.Extract;
import dev.routeproof.harness.score.number.NumberText;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a model's answer that is compared. */
public sealed interface AnswerText {
    /**
     * The part was found.
     *
     * @param text a JSON string exactly as it was meant, anything else without outer space
     */
    record Found(String text, Part part) implements AnswerText {
        /** True where nothing narrower than the whole answer was asked for. */
        public boolean whole() {
            return part == Part.WHOLE;
        }

        /** The first line that is not blank, without surrounding space; empty where there is none. */
        public String firstLine() {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    /** What kind of part. */
    enum Part {
        WHOLE,
        PASSAGE,
        JSON_STRING,
        /** A list, object, number or truth value, as written. */
        JSON_VALUE
    }

    /** The answer has no such part; {@code reason} says what was looked for. */
    record Missing(String reason) implements AnswerText {}

    /**
     * Finds the part that {@code extract} names; null is the whole answer. Markers are found in any letter case, and the
     * last one counts. A pattern gives its first group, or the whole match where it has none; its last match counts.
     */
    static AnswerText locate(@Nullable Extract extract, String answer) {
        if (answer.isBlank()) {
            return new Missing("The answer is empty.");
        }
        return switch (extract) {
            case null -> new Found(answer.strip(), Part.WHOLE);
            case Extract.JsonField json -> jsonField(answer, json.field());
            case Extract.Pattern pattern -> byPattern(pattern.pattern(), answer);
            case Extract.LastNumber _ -> found(NumberText.last(answer).map(NumberText.Reading::text), "number");
            case Extract.After after -> found(after(answer, after.marker()), "text after '" + after.marker() + "'");
        };
    }

    private static AnswerText found(Optional<String> part, String lookedFor) {
        return part.<AnswerText>map(text -> new Found(text.strip(), Part.PASSAGE))
                .orElseGet(() -> new Missing("The answer has no " + lookedFor + "."));
    }

    /** An answer without the field may still end with its conclusion; that counts, as it does for a reader. */
    private static AnswerText jsonField(String answer, String field) {
        return JsonAnswer.field(answer, field)
                .<AnswerText>map(value -> value)
                .or(() -> FinalAnswer.atTheEnd(answer).map(text -> new Found(text, Part.PASSAGE)))
                .orElseGet(() -> new Missing("The answer has no JSON field '" + field + "'."));
    }

    private static AnswerText byPattern(String pattern, String answer) {
        try {
            Matcher matcher = com.google.re2j.Pattern.compile(pattern).matcher(answer);
            Optional<String> last = Optional.empty();
            while (matcher.find()) {
                String group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
                last = Optional.ofNullable(group).or(() -> Optional.ofNullable(matcher.group()));
            }
            return found(last, "match of /" + pattern + "/");
        } catch (PatternSyntaxException broken) {
            return new Missing("The pattern /" + pattern + "/ is not valid RE2: " + broken.getDescription() + ".");
        }
    }

    private static Optional<String> after(String answer, String marker) {
        int at = answer.lastIndexOf(marker);
        if (at < 0) {
            at = answer.toLowerCase(Locale.ROOT).lastIndexOf(marker.toLowerCase(Locale.ROOT));
        }
        if (at < 0) {
            return Optional.empty();
        }
        String rest = answer.substring(Math.min(answer.length(), at + marker.length()))
                .strip();
        return rest.isEmpty() ? Optional.empty() : Optional.of(unmarked(rest));
    }

    /** {@code **Answer:** yes} leaves {@code ** yes}: emphasis that was opened before the marker is dropped. */
    private static String unmarked(String rest) {
        int from = 0;
        while (from < rest.length() && (rest.charAt(from) == '*' || rest.charAt(from) == '_')) {
            from++;
        }
        String stripped = rest.substring(from).strip();
        return stripped.isEmpty() ? rest : stripped;
    }
}
