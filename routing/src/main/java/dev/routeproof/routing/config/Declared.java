package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key of a record: what it holds, whether it must be there, and the sentence editors show. */
public abstract sealed class Declared<T> permits Field, OptionalField {
    final int position;
    final String key;
    final Shape<T> shape;
    final String says;
    final boolean required;
    final @Nullable T fallback;

    Declared(int position, String key, Shape<T> shape, String says, boolean required, @Nullable T fallback) {
        this.position = position;
        this.key = key;
        this.shape = shape;
        this.says = says;
        this.required = required;
        this.fallback = fallback;
    }

    ObjectNode schema() {
        ObjectNode schema = shape.schema();
        schema.put("description", says);
        switch (fallback) {
            case Integer number -> schema.put("default", number);
            case Long number -> schema.put("default", number);
            case Double number -> schema.put("default", number);
            case Boolean truth -> schema.put("default", truth);
            case String text -> schema.put("default", text);
            case Enum<?> constant -> schema.put("default", WordShape.written(constant));
            case null, default -> {}
        }
        if (!required) {
            emptyToo(schema);
        }
        return schema;
    }

    /** A key without a value counts as absent. */
    private static void emptyToo(ObjectNode schema) {
        JsonNode type = schema.get("type");
        if (type instanceof ArrayNode types) {
            types.add("null");
        } else if (type != null) {
            schema.putArray("type").add(type).add("null");
        }
        if (schema.get("enum") instanceof ArrayNode words) {
            words.addNull();
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.get(choice) instanceof ArrayNode choices) {
                choices.addObject().put("type", "null");
            }
        }
    }
}
