package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group with exactly one key, whose name says which of several it is. */
record OneKeyShape<T>(String says, Map<String, Shape<? extends T>> byKey) implements Shape<T> {
    OneKeyShape {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    @Override
    public @Nullable T read(Node node, ProblemCollector problems) {
        if (!(node instanceof Node.Entries entries) || entries.entries().size() != 1) {
            problems.add(node.place(), "expected exactly one key", "one of " + String.join(", ", byKey.keySet()));
            return null;
        }
        Node.Entry entry = entries.entries().getFirst();
        Shape<? extends T> shape = byKey.get(entry.key());
        if (shape == null) {
            problems.add(
                    entry.place(),
                    "unknown key '" + Printable.shortened(entry.key()) + "'",
                    Nearest.fix(entry.key(), byKey.keySet(), "keys"));
            return null;
        }
        return shape.read(entry.value(), problems);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Shapes.object().put("description", says);
        var choices = schema.putArray("oneOf");
        byKey.forEach((key, shape) -> {
            ObjectNode choice = choices.addObject().put("type", "object");
            choice.putObject("properties").set(key, shape.schema());
            choice.putArray("required").add(key);
            choice.put("additionalProperties", false);
        });
        return schema;
    }
}
