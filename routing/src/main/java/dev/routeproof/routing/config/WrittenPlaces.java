package dev.routeproof.routing.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the values of a YAML file stand, for problems that only show when it is read together with other files. */
public final class WrittenPlaces {
    private final String file;
    private final @Nullable Node root;

    private WrittenPlaces(String file, @Nullable Node root) {
        this.file = file;
        this.root = root;
    }

    /** Of a file that was read before; where it cannot be read any more, no place is known. */
    public static WrittenPlaces of(Path file) {
        var unread = new ProblemCollector();
        String text = ConfigText.text(file, unread);
        return new WrittenPlaces(
                file.toString(), text == null ? null : YamlTree.read(Source.ofFile(file, text), unread));
    }

    /**
     * A problem with the value at {@code path}, or with the last on the way to it that is written; with the file as a whole
     * where the first is not.
     *
     * @param path keys, and numbers of list items from 0
     */
    public Problem problem(String message, @Nullable String fix, Object... path) {
        Node found = null;
        Node next = root;
        for (Object step : path) {
            next = next == null ? null : value(next, step);
            found = next == null ? found : next;
        }
        return found == null
                ? Problem.ofFile(file, message, fix)
                : found.place().problem(message, fix);
    }

    private static @Nullable Node value(Node node, Object step) {
        if (node instanceof Node.Entries entries && step instanceof String key) {
            Node.Entry entry = entries.find(key);
            return entry == null ? null : entry.value();
        }
        List<Node> items = node instanceof Node.Items list ? list.items() : List.of();
        return step instanceof Integer number && number < items.size() ? items.get(number) : null;
    }
}
