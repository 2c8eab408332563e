package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Any value, as a JSON tree; numbers keep every digit. */
record AnyShape() implements Shape<JsonNode> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public @Nullable JsonNode read(Node node, ProblemCollector problems) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar, problems);
            case Node.Items items -> {
                var array = NODES.arrayNode();
                for (Node item : items.items()) {
                    JsonNode value = read(item, problems);
                    array.add(value == null ? NODES.nullNode() : value);
                }
                yield array;
            }
            case Node.Entries entries -> {
                var object = NODES.objectNode();
                for (Node.Entry entry : entries.entries()) {
                    JsonNode value = read(entry.value(), problems);
                    object.set(entry.key(), value == null ? NODES.nullNode() : value);
                }
                yield object;
            }
        };
    }

    @Override
    public ObjectNode schema() {
        return Shapes.object();
    }

    private static @Nullable JsonNode scalar(Node.Scalar scalar, ProblemCollector problems) {
        try {
            return switch (scalar.kind()) {
                case TEXT -> NODES.textNode(scalar.text());
                case INTEGER -> integer(new BigInteger(scalar.text()));
                case DECIMAL -> NODES.numberNode(new BigDecimal(scalar.text()));
                case BOOLEAN -> NODES.booleanNode(Boolean.parseBoolean(scalar.text()));
                case NULL -> NODES.nullNode();
            };
        } catch (NumberFormatException broken) {
            problems.add(scalar.place(), "not a number JSON can hold: " + scalar.text(), "write it in decimal digits");
            return null;
        }
    }

    private static JsonNode integer(BigInteger value) {
        if (value.bitLength() < 32) {
            return NODES.numberNode(value.intValue());
        }
        return value.bitLength() < 64 ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }
}
