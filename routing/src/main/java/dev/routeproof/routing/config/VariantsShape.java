package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record whose word under one key says which of several it is. */
record VariantsShape<T>(String key, String says, Map<String, Shape<? extends T>> byWord) implements Shape<T> {
    VariantsShape {
        byWord = Collections.unmodifiableMap(new LinkedHashMap<>(byWord));
        byWord.forEach((word, shape) -> {
            if (!(shape instanceof RecordShape<?>)) {
                throw new IllegalArgumentException("variant '" + word + "' must be a record");
            }
        });
    }

    @Override
    public @Nullable T read(Node node, ProblemCollector problems) {
        if (!(node instanceof Node.Entries entries)) {
            problems.add(node.place(), "expected a group of keys, found " + node.what(), "write {" + key + ": …}");
            return null;
        }
        Node.Entry entry = entries.find(key);
        if (entry == null) {
            problems.add(node.place(), "'" + key + "' is missing", "one of " + String.join(", ", byWord.keySet()));
            return null;
        }
        String word = entry.value() instanceof Node.Scalar scalar ? scalar.text() : "";
        Shape<? extends T> shape = byWord.get(word);
        if (shape == null) {
            problems.add(
                    entry.value().place(),
                    "unknown " + key + " '" + Printable.shortened(word) + "'",
                    Nearest.fix(word, byWord.keySet(), key + "s"));
            return null;
        }
        return variant(shape).read(node, problems, key);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Shapes.object().put("description", says);
        var variants = schema.putArray("oneOf");
        byWord.forEach((word, shape) -> {
            ObjectNode variant = shape.schema();
            var properties = Shapes.object();
            properties.putObject(key).put("const", word);
            properties.setAll((ObjectNode) variant.get("properties"));
            variant.set("properties", properties);
            variant.withArrayProperty("required").insert(0, key);
            variants.add(variant);
        });
        return schema;
    }

    @SuppressWarnings("unchecked")
    private static <V> RecordShape<V> variant(Shape<V> shape) {
        return (RecordShape<V>) shape;
    }
}
