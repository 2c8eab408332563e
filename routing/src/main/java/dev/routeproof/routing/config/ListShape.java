package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Several pieces of one shape, in order; all broken ones are reported. */
record ListShape<T>(Shape<T> item, int atLeast) implements Shape<List<T>> {
    @Override
    public @Nullable List<T> read(Node node, ProblemCollector problems) {
        if (!(node instanceof Node.Items items)) {
            problems.add(node.place(), "expected a list, found " + node.what(), "write it as [a, b] or as '- a' lines");
            return null;
        }
        if (items.items().size() < atLeast) {
            problems.add(node.place(), "expected at least " + atLeast + " in this list, found none", null);
            return null;
        }
        var values = new ArrayList<T>(items.items().size());
        for (Node child : items.items()) {
            T value = item.read(child, problems);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() < atLeast ? null : values;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Shapes.type("array");
        schema.set("items", item.schema());
        if (atLeast > 0) {
            schema.put("minItems", atLeast);
        }
        return schema;
    }

    static <T> Set<T> distinct(Node node, List<Located<T>> items, ProblemCollector problems) {
        var first = new LinkedHashMap<T, Place>();
        for (Located<T> item : items) {
            if (first.putIfAbsent(item.value(), item.place()) != null) {
                problems.add(item.place(), "stands twice in this list", "keep one of them");
            }
        }
        return new LinkedHashSet<>(first.keySet());
    }
}
