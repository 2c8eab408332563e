package dev.routeproof.routing.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a file as written, with its place: the same for YAML and for a line of JSON. */
public sealed interface Node {
    Place place();

    /** What a reader would call it: "text", "a number", "a list" and so on. */
    String what();

    /** One value; {@code text} as written, without quotes and with escapes resolved. */
    record Scalar(Place place, Kind kind, String text) implements Node {
        @Override
        public String what() {
            return switch (kind) {
                case TEXT -> "text";
                case INTEGER, DECIMAL -> "a number";
                case BOOLEAN -> "true or false";
                case NULL -> "empty";
            };
        }
    }

    record Items(Place place, List<Node> items) implements Node {
        @Override
        public String what() {
            return "a list";
        }
    }

    /** Keys and values; a key stands once. */
    record Entries(Place place, List<Entry> entries) implements Node {
        @Override
        public String what() {
            return "a group of keys";
        }

        public @Nullable Entry find(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry;
                }
            }
            return null;
        }
    }

    record Entry(String key, Place place, Node value) {}

    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }
}
