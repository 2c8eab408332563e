package dev.routeproof.harness.score.number;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * Texts that begin with their number and go on in words or in a unit. A formula would take {@code 42 m/s} and
 * {@code 42 - a lot} for products and sums of variables.
 */
public final class LeadingNumber {
    private static final String UNIT =
            "(?:[kcmμµ]?m|[kmμµ]?g|ms|s|sec|min|h|hr|[mk]?l|L|N|[kM]?J|[kM]?W|[kM]?Pa|[kM]?Hz|[mk]?V|m?A|K|C|F|°[CF]|[mk]?mol"
                    + "|ft|in|mi|yd|lb|oz|day|week|month|year|hour|person)";
    private static final String POWER = "(?:\\s?\\^\\s?\\{?-?\\d\\}?|[²³])?";
    private static final Pattern IN_UNITS = Pattern.compile(
            "^\\s*/?\\s*" + UNIT + POWER + "(?:\\s?[/·*⋅]\\s?\\(?" + UNIT + POWER + "\\)?)*[\\s.!$*_)]*$");
    private static final Pattern IN_WORDS =
            Pattern.compile("^(?:\\s+[a-zA-Z]{3,}|\\s*[-+]\\s+(?i:an?|the)\\s+[a-zA-Z]{3,})\\b");
    private static final Pattern FUNCTION = Pattern.compile("^\\s+(?:sqrt|sin|cos|tan|log|exp|cot|sec|csc|arc)");
    private static final Pattern ASIDE = Pattern.compile("^\\s?(?:[a-zA-Z]{3,}|%|" + UNIT + POWER + ")?[*_$]*"
            + "((?:\\s+|,\\s*)(?i:since|because|for|when|where|if|as|which|i\\.e)\\b|\\s+\\()");

    private static final Pattern END = Pattern.compile("[\\s$*_)\\]}%\\\\]*");

    private LeadingNumber() {}

    /** The number, where a unit or words follow that are no part of a formula. */
    public static Optional<NumberText.Reading> in(String text) {
        return NumberText.leading(text)
                .filter(number -> isUnitOrWords(number.rest()))
                .map(NumberText.Leading::reading);
    }

    private static boolean isUnitOrWords(String rest) {
        return IN_UNITS.matcher(rest).find()
                || (IN_WORDS.matcher(rest).find() && !FUNCTION.matcher(rest).find());
    }

    /** The number that is all of the first line, where a blank line and an explanation follow. */
    public static Optional<NumberText.Reading> alone(String text) {
        int end = text.indexOf('\n');
        boolean blank = end > 0
                && text.substring(end).lines().skip(1).findFirst().orElse("").isBlank();
        return blank
                ? NumberText.leading(text.substring(0, end))
                        .filter(number -> END.matches(number.rest()))
                        .map(NumberText.Leading::reading)
                : Optional.empty();
    }

    /** The text without the condition or check behind its number: {@code 42 for n = 6}, {@code 42 (= 6 * 7)}. */
    public static String withoutAside(String text) {
        return NumberText.leading(text).map(number -> beforeAside(text, number)).orElse(text);
    }

    private static String beforeAside(String text, NumberText.Leading number) {
        Matcher aside = ASIDE.matcher(number.rest());
        if (!aside.find()) {
            return text;
        }
        boolean closesTooSoon = aside.group(1).endsWith("(") && text.lastIndexOf(')') < text.lastIndexOf('=');
        return closesTooSoon ? text : number.head() + number.rest().substring(0, aside.start(1));
    }
}
