package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys of the writer's choice, each with a value of one shape; all broken ones are reported. */
record MapShape<T>(Shape<T> value) implements Shape<List<Keyed<T>>> {
    @Override
    public @Nullable List<Keyed<T>> read(Node node, ProblemCollector problems) {
        if (!(node instanceof Node.Entries entries)) {
            problems.add(node.place(), "expected a group of keys, found " + node.what(), "write it as key: value");
            return null;
        }
        var values = new ArrayList<Keyed<T>>(entries.entries().size());
        for (Node.Entry entry : entries.entries()) {
            T read = value.read(entry.value(), problems);
            if (read != null) {
                values.add(new Keyed<>(entry.key(), entry.place(), read));
            }
        }
        return values;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Shapes.type("object");
        schema.set("additionalProperties", value.schema());
        return schema;
    }
}
