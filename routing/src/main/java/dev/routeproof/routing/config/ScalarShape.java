package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A shape for one value.
 *
 * @param expected what is asked for, as a problem says it: "a number of 0 or more"
 */
record ScalarShape<T>(String expected, Supplier<ObjectNode> description, Reader<T> reader) implements Shape<T> {
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
            case TEXT -> "'" + shortened(scalar.text()) + "'";
            case INTEGER, DECIMAL, BOOLEAN -> shortened(scalar.text());
        };
    }

    private @Nullable String fix(Node.Scalar scalar) {
        boolean unquoted = scalar.kind() == Node.Kind.INTEGER
                || scalar.kind() == Node.Kind.DECIMAL
                || scalar.kind() == Node.Kind.BOOLEAN;
        return unquoted && expected.startsWith("text") ? "write it in quotes: '" + scalar.text() + "'" : null;
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }

    /** Null where the value is not what is asked for. */
    interface Reader<T> {
        @Nullable
        T read(Node.Scalar scalar);
    }
}
