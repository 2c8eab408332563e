package dev.routeproof.harness.lab.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.stats.Alternative;
import dev.routeproof.stats.Counts;
import dev.routeproof.stats.Moments;
import dev.routeproof.stats.mean.SampleMean;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The input of a vector, read by any of the names that libraries give a thing.
 *
 * @param about where the vector comes from and what was noted, which names conventions that have no key of their own
 */
record Input(JsonNode node, String about) {
    private static final Pattern RANGE = Pattern.compile("(-?\\d+)\\.\\.(-?\\d+)");

    boolean has(String... names) {
        for (String name : names) {
            if (node.hasNonNull(name)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode any(String... names) {
        for (String name : names) {
            if (node.hasNonNull(name)) {
                return node.get(name);
            }
        }
        throw new Unsupported("the input names no " + String.join(" or ", names));
    }

    double number(String... names) {
        return number(any(names));
    }

    double numberOr(double fallback, String... names) {
        return has(names) ? number(any(names)) : fallback;
    }

    long count(String... names) {
        double value = number(names);
        if (value != Math.rint(value)) {
            throw new Unsupported("a count of " + value + " is no whole number");
        }
        return (long) value;
    }

    String text(String... names) {
        return any(names).asText();
    }

    /** Lower case, letters and digits only, so that "Agresti-Coull" and "agresti_coull" are one. */
    String word(String fallback, String... names) {
        return plain(has(names) ? text(names) : fallback);
    }

    /** The name of a method without what stands in brackets after it: "score (PropCIs diffscoreci)" is "score". */
    String method(String fallback) {
        return plain((has("method") ? text("method") : fallback).replaceAll("\\(.*?\\)", ""));
    }

    boolean flag(boolean fallback, String... names) {
        return has(names) ? any(names).asBoolean() : fallback;
    }

    /** Whether the source, the note or a text of the input says this, ignoring case and punctuation. */
    boolean says(String words) {
        return plain(about + " " + node).contains(plain(words));
    }

    double[] numbers(String... names) {
        JsonNode value = any(names);
        if (value.isTextual()) {
            Matcher range = RANGE.matcher(value.asText());
            if (range.matches()) {
                return IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
                        .asDoubleStream()
                        .toArray();
            }
        }
        if (!value.isArray()) {
            throw new Unsupported("'" + value + "' is no list of numbers");
        }
        double[] numbers = new double[value.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(value.get(i));
        }
        return numbers;
    }

    Input object(String... names) {
        return new Input(any(names), about);
    }

    /** α from {@code alpha}, or from a confidence level; 0.05 when neither is given. */
    double alpha() {
        if (has("alpha", "significance", "alpha_level")) {
            return number("alpha", "significance", "alpha_level");
        }
        return 1 - numberOr(0.95, "confidence", "confidence_level", "conf_level", "level", "interval_size");
    }

    double level() {
        return 1 - alpha();
    }

    Alternative alternative() {
        String word = word("two-sided", "alternative", "side", "tail", "sides");
        return switch (word) {
            case "twosided", "both", "2", "unequal", "notequal", "different" -> Alternative.TWO_SIDED;
            case "less", "smaller", "lesser", "lower", "left", "decrease" -> Alternative.LESS;
            case "greater", "larger", "upper", "right", "increase", "1", "onesided" -> Alternative.GREATER;
            default -> throw new Unsupported("alternative '" + word + "'");
        };
    }

    Counts counts() {
        return new Counts(count("x", "count", "successes", "sum", "k"), count("n", "nobs", "trials"));
    }

    /** One arm, given as raw values, as sums, as mean with variance or deviation, or as successes of trials. */
    SampleMean sample() {
        if (node.isArray()) {
            return SampleMean.of(new Input(
                            com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                    .objectNode()
                                    .set("values", node),
                            about)
                    .numbers("values"));
        }
        if (has("data", "values")) {
            return SampleMean.of(numbers("data", "values"));
        }
        if (has("sum_squares", "sum_of_squares", "sumsq")) {
            return SampleMean.of(new Moments(
                    count("n", "count", "nobs"), number("sum"), number("sum_squares", "sum_of_squares", "sumsq")));
        }
        if (has("mean", "avg")) {
            double deviation = numberOr(0, "sd", "std", "stddev");
            return new SampleMean(
                    count("n", "count", "nobs"),
                    number("mean", "avg"),
                    numberOr(deviation * deviation, "variance", "var"));
        }
        return SampleMean.of(counts());
    }

    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "");
    }

    private static double number(JsonNode value) {
        if (value.isTextual()) {
            String text = value.asText().toLowerCase(Locale.ROOT);
            return switch (text) {
                case "infinity", "inf", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
                default -> throw new Unsupported("'" + value.asText() + "' is no number");
            };
        }
        if (!value.isNumber()) {
            throw new Unsupported("'" + value + "' is no number");
        }
        return value.asDouble();
    }
}
