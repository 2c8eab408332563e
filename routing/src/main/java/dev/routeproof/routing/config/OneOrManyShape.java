package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One piece alone, or a list of at least one. */
record OneOrManyShape<T>(Shape<T> item) implements Shape<List<T>> {
    @Override
    public @Nullable List<T> read(Node node, ProblemCollector problems) {
        if (node instanceof Node.Items) {
            return new ListShape<>(item, 1).read(node, problems);
        }
        T value = item.read(node, problems);
        return value == null ? null : List.of(value);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Shapes.object();
        schema.putArray("anyOf").add(item.schema()).add(new ListShape<>(item, 1).schema());
        return schema;
    }
}
