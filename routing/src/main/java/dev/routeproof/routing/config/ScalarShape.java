package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A shape for one value.
 *
 * @param expected what is asked for, as a problem says it: "a number of 0 or more"
 */
record ScalarShape<T>(String expected, Supplier<ObjectNode> description, Reader<T> reader) implements Shape<T> {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d{1,30},\\d{1,30}");

    @Override
    public @Nullable T read(Node node, ProblemCollector problems) {
        if (!(node instanceof Node.Scalar scalar)) {
            problems.add(node.place(), "expected " + expected + ", found " + node.what(), null);
            return null;
        }
        T value = reader.read(scalar);
        if (value == null) {
            problems.add(node.place(), "expected " + expected + ", found " + found(scalar), fix(scalar));
        }
        return value;
    }

    @Override
    public ObjectNode schema() {
        return description.get();
    }

    private String found(Node.Scalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> "nothing";
            case TEXT -> "'" + Printable.shortened(scalar.text()) + "'";
            case INTEGER, DECIMAL, BOOLEAN -> Printable.shortened(scalar.text());
        };
    }

    private @Nullable String fix(Node.Scalar scalar) {
        String text = scalar.text();
        if (scalar.kind() == Node.Kind.TEXT
                && (expected.startsWith("a number") || expected.startsWith("a whole number"))) {
            if (NUMBER.matcher(text).matches()) {
                return "write it without quotes: " + text;
            }
            return DECIMAL_COMMA.matcher(text).matches() ? "write a decimal point: " + text.replace(',', '.') : null;
        }
        if (scalar.kind() == Node.Kind.TEXT && expected.equals("true or false")) {
            return text.equals("true") || text.equals("false") ? "write it without quotes: " + text : null;
        }
        boolean unquoted = scalar.kind() == Node.Kind.INTEGER
                || scalar.kind() == Node.Kind.DECIMAL
                || scalar.kind() == Node.Kind.BOOLEAN;
        return unquoted && expected.startsWith("text") ? "write it in quotes: '" + text + "'" : null;
    }

    /** Null where the value is not what is asked for. */
    interface Reader<T> {
        @Nullable
        T read(Node.Scalar scalar);
    }
}
