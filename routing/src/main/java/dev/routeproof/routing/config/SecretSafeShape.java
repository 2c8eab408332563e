package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** Text that matches a pattern as a whole; problems never show what stands there instead. */
record SecretSafeShape(Pattern pattern, String expected) implements Shape<String> {
    @Override
    public @Nullable String read(Node node, ProblemCollector problems) {
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT && pattern.matches(scalar.text())) {
            return scalar.text();
        }
        problems.addSecret(node.place(), "expected " + expected, "keys and tokens themselves never stand in a file");
        return null;
    }

    @Override
    public ObjectNode schema() {
        return Shapes.type("string").put("pattern", "^" + pattern.pattern() + "$");
    }
}
