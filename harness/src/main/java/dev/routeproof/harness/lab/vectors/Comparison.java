package dev.routeproof.harness.lab.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides whether an actual value is the expected one, at a vector's tolerance. */
record Comparison(double absolute, double relative) {
    private static final Pattern INEQUALITY = Pattern.compile("\\s*(?:p|p_value)?\\s*(<=|>=|<|>)\\s*([0-9.eE+-]+)\\s*");

    /** The tolerance for one key: the vector's, or what its note says for that key. */
    static Comparison of(JsonNode tolerance, String key) {
        Matcher own = Pattern.compile("(?:^|[^a-z_])" + Pattern.quote(key) + "\\s+([0-9.]+(?:e-?[0-9]+)?)")
                .matcher(tolerance.path("note").asText());
        if (own.find()) {
            return new Comparison(Double.parseDouble(own.group(1)), 0);
        }
        JsonNode named = tolerance.path(key);
        if (named.isNumber()) {
            return new Comparison(named.asDouble(), 0);
        }
        return new Comparison(
                tolerance.path("abs").asDouble(0), tolerance.path("rel").asDouble(0));
    }

    boolean same(JsonNode expected, Object actual) {
        if (expected.isArray()) {
            if (!(actual instanceof double[] values) || values.length != expected.size()) {
                return false;
            }
            for (int i = 0; i < values.length; i++) {
                if (!sameNumber(expected.get(i), values[i])) {
                    return false;
                }
            }
            return true;
        }
        if (expected.isBoolean()) {
            return actual.equals(expected.asBoolean());
        }
        if (actual instanceof Double number) {
            return sameNumber(expected, number);
        }
        return expected.asText().equals(actual.toString());
    }

    private boolean sameNumber(JsonNode expected, double actual) {
        if (expected.isTextual()) {
            String text = expected.asText();
            if (text.toLowerCase(java.util.Locale.ROOT).contains("inf")) {
                return Double.isInfinite(actual) && actual < 0 == text.startsWith("-");
            }
            return holds(text, actual);
        }
        double value = expected.asDouble();
        // A limit printed to n digits is as good as its last digit: doubles add a rounding of 1e-15.
        double allowed = Math.max(absolute, relative * Math.abs(value)) + 1e-15 * Math.max(1, Math.abs(value));
        return Math.abs(actual - value) <= allowed;
    }

    /** "p > 0.01": the expected value is only an inequality. */
    private static boolean holds(String inequality, double actual) {
        Matcher matcher = INEQUALITY.matcher(inequality);
        if (!matcher.matches()) {
            throw new Unsupported("cannot compare with '" + inequality + "'");
        }
        double bound = Double.parseDouble(matcher.group(2));
        return switch (matcher.group(1)) {
            case "<" -> actual < bound;
            case "<=" -> actual <= bound;
            case ">" -> actual > bound;
            default -> actual >= bound;
        };
    }
}
