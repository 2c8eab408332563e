package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Named keys: unknown ones are refused, all broken and missing ones are reported, then the value is built.
 *
 * <p>It is built, for the sake of the checks made on the way, even where an optional key is broken; then it is dropped.
 */
final class RecordShape<T> implements Shape<T> {
    /** What a key is called whose value nobody should read over a shoulder or in a log. */
    private static final Pattern SECRET = Pattern.compile("(?i)(key|token|secret|password)$");

    private final String name;
    private final String says;
    private final Map<String, Declared<?>> byKey;
    private final List<Declared<?>> declared;
    private final Function<Row, @Nullable T> build;

    private RecordShape(String name, String says, List<Declared<?>> declared, Function<Row, @Nullable T> build) {
        this.name = name;
        this.says = says;
        this.declared = List.copyOf(declared);
        this.build = build;
        this.byKey = new HashMap<>();
        for (Declared<?> field : declared) {
            if (byKey.put(field.key, field) != null) {
                throw new IllegalArgumentException("key '" + field.key + "' is declared twice in " + name);
            }
        }
    }

    static <T> RecordShape<T> declared(String name, String says, Function<Fields, Function<Row, @Nullable T>> declare) {
        Fields fields = new Fields();
        Function<Row, @Nullable T> build = declare.apply(fields);
        return new RecordShape<>(name, says, fields.declared, build);
    }

    static boolean empty(Node node) {
        return node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL;
    }

    @Override
    public @Nullable T read(Node node, ProblemCollector problems) {
        return read(node, problems, null);
    }

    /** {@code alsoKnown} is a key that somebody else has read: the word that chose this record among several. */
    @Nullable
    T read(Node node, ProblemCollector problems, @Nullable String alsoKnown) {
        if (!(node instanceof Node.Entries entries)) {
            problems.add(node.place(), "expected a " + name + ", found " + node.what(), "its keys: " + keys());
            return null;
        }
        @Nullable Object[] values = new Object[declared.size()];
        boolean whole = true;
        boolean buildable = true;
        var meant = new HashSet<String>();
        for (Node.Entry entry : entries.entries()) {
            Declared<?> field = byKey.get(entry.key());
            if (field == null) {
                if (!entry.key().equals(alsoKnown)) {
                    unknown(entry, problems, meant);
                }
            } else if (!empty(entry.value())) {
                Object value = field.shape.read(entry.value(), problems);
                values[field.position] = value;
                whole &= value != null;
            }
        }
        for (Declared<?> field : declared) {
            if (values[field.position] == null) {
                values[field.position] = field.fallback;
                buildable &= !field.required;
                if (field.required && !meant.contains(field.key)) {
                    missing(field, entries, problems);
                }
            }
        }
        if (!buildable) {
            return null;
        }
        T built = build.apply(new Row(entries, values, problems));
        return whole ? built : null;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Shapes.type("object");
        schema.put("description", says);
        ObjectNode properties = schema.putObject("properties");
        var required = new ArrayList<String>();
        for (Declared<?> field : declared) {
            properties.set(field.key, field.schema());
            if (field.required) {
                required.add(field.key);
            }
        }
        if (!required.isEmpty()) {
            var names = schema.putArray("required");
            required.forEach(names::add);
        }
        return schema.put("additionalProperties", false);
    }

    private void missing(Declared<?> field, Node.Entries entries, ProblemCollector problems) {
        Node.Entry entry = entries.find(field.key);
        if (entry == null) {
            problems.add(entries.place(), "this " + name + " has no '" + field.key + "'", "add it: " + field.says);
        } else if (empty(entry.value())) {
            problems.add(entry.place(), "'" + field.key + "' is empty", "fill it in: " + field.says);
        }
    }

    /** Reports the key, and notes in {@code meant} which known key was probably meant: it is not missed as well. */
    private void unknown(Node.Entry entry, ProblemCollector problems, Set<String> meant) {
        List<String> known = declared.stream().map(field -> field.key).toList();
        Nearest.to(entry.key(), known).ifPresent(meant::add);
        if (SECRET.matcher(entry.key()).find()) {
            problems.hide(entry.value().place());
        }
        problems.add(
                entry.place(),
                "unknown key '" + Printable.shortened(entry.key()) + "' in this " + name,
                Nearest.fix(entry.key(), known, "keys"));
    }

    private String keys() {
        return String.join(", ", declared.stream().map(field -> field.key).toList());
    }
}
