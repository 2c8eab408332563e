package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One word of a closed set. */
record WordShape<T>(Map<String, T> words) implements Shape<T> {
    @Override
    public @Nullable T read(Node node, ProblemCollector problems) {
        if (!(node instanceof Node.Scalar scalar)) {
            problems.add(node.place(), "expected one word, found " + node.what(), known());
            return null;
        }
        T value = words.get(scalar.text());
        if (value == null) {
            String found = scalar.kind() == Node.Kind.NULL ? "nothing" : "'" + Printable.shortened(scalar.text()) + "'";
            problems.add(
                    node.place(),
                    "expected " + list() + ", found " + found,
                    Nearest.to(scalar.text(), words.keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse(null));
        }
        return value;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Shapes.object();
        var allowed = schema.putArray("enum");
        words.keySet().forEach(word -> {
            if (word.equals("true") || word.equals("false")) {
                allowed.add(Boolean.parseBoolean(word));
            } else {
                allowed.add(word);
            }
        });
        return schema;
    }

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private String known() {
        return "write " + list();
    }

    private String list() {
        return String.join(" | ", words.keySet());
    }
}
