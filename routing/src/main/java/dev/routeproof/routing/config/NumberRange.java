package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** The limits of a number, in words and as JSON Schema. */
final class NumberRange {
    private NumberRange() {}

    static String expected(double min, double max) {
        boolean low = Double.isFinite(min);
        boolean high = Double.isFinite(max);
        if (low && high) {
            return "a number from " + plain(min) + " to " + plain(max);
        }
        if (low) {
            return "a number of " + plain(min) + " or more";
        }
        return high ? "a number of at most " + plain(max) : "a number";
    }

    static ObjectNode schema(double min, double max) {
        ObjectNode schema = Shapes.type("number");
        if (Double.isFinite(min)) {
            schema.put("minimum", min);
        }
        if (Double.isFinite(max)) {
            schema.put("maximum", max);
        }
        return schema;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
