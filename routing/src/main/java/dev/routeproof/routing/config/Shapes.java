package dev.routeproof.routing.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shapes of values, lists, maps and records that files are declared with. */
public final class Shapes {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}");

    private Shapes() {}

    /** Text of any length, the empty text included. */
    public static Shape<String> text() {
        return new ScalarShape<>(
                "text", () -> type("string"), scalar -> scalar.kind() == Node.Kind.TEXT ? scalar.text() : null);
    }

    /** Text with at least one character that is not a space. */
    public static Shape<String> words() {
        return new ScalarShape<>(
                "text",
                () -> type("string").put("minLength", 1),
                scalar -> scalar.kind() == Node.Kind.TEXT && !scalar.text().isBlank() ? scalar.text() : null);
    }

    /**
     * An id: letters, digits and {@code . _ : / @ + -}, starting with a letter or digit, at most 200 characters; a number
     * is taken as it is written.
     */
    public static Shape<String> id() {
        return id("an id made of letters, digits and . _ : / @ + -");
    }

    /** The same; {@code expected} says what it is the id of. */
    public static Shape<String> id(String expected) {
        return new ScalarShape<>(expected, () -> ids(ID), scalar -> {
            boolean written = scalar.kind() == Node.Kind.TEXT || scalar.kind() == Node.Kind.INTEGER;
            return written && isId(scalar.text()) ? scalar.text() : null;
        });
    }

    /** True where {@link #id} takes {@code text}: for keys that are ids. */
    public static boolean isId(String text) {
        return ID.matches(text);
    }

    /** A whole number, both ends inclusive. */
    public static Shape<Integer> integer(int min, int max) {
        return wholeNumber(min, max).as(Math::toIntExact);
    }

    /** A whole number, both ends inclusive. */
    public static Shape<Long> wholeNumber(long min, long max) {
        String expected = max == Long.MAX_VALUE || max == Integer.MAX_VALUE
                ? "a whole number of " + min + " or more"
                : "a whole number from " + min + " to " + max;
        return new ScalarShape<>(
                expected, () -> type("integer").put("minimum", min).put("maximum", max), scalar -> {
                    Long value = scalar.kind() == Node.Kind.INTEGER ? parseLong(scalar.text()) : null;
                    return value != null && value >= min && value <= max ? value : null;
                });
    }

    /** A number, both ends inclusive; an infinite end is no limit. */
    public static Shape<Double> number(double min, double max) {
        return new ScalarShape<>(NumberRange.expected(min, max), () -> NumberRange.schema(min, max), scalar -> {
            boolean number = scalar.kind() == Node.Kind.INTEGER || scalar.kind() == Node.Kind.DECIMAL;
            Double value = number ? parseDouble(scalar.text()) : null;
            return value != null && value >= min && value <= max ? value : null;
        });
    }

    public static Shape<Boolean> bool() {
        return new ScalarShape<>(
                "true or false",
                () -> type("boolean"),
                scalar -> scalar.kind() == Node.Kind.BOOLEAN ? Boolean.valueOf(scalar.text()) : null);
    }

    /** One of the constants, written in lower case: {@code SMALL} is {@code small}. */
    public static <E extends Enum<E>> Shape<E> word(Class<E> constants) {
        var words = new LinkedHashMap<String, E>();
        for (E constant : constants.getEnumConstants()) {
            words.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return word(words);
    }

    /** One of these words, listed in the order of the map: give one whose order is fixed. */
    public static <T> Shape<T> word(Map<String, T> words) {
        return new WordShape<>(new LinkedHashMap<>(words));
    }

    /** An {@code http} or {@code https} address with a host and without user, query or fragment. */
    public static Shape<URI> webAddress() {
        return new ScalarShape<>(
                "text that is an http:// or https:// address",
                () -> type("string").put("pattern", "^https?://"),
                scalar -> scalar.kind() == Node.Kind.TEXT ? webAddress(scalar.text()) : null);
    }

    /** A path, relative to the folder of the file it stands in. */
    public static Shape<Path> path() {
        return words().checked((node, text, problems) -> {
            try {
                return node.place().source().directory().resolve(text).normalize();
            } catch (InvalidPathException invalid) {
                problems.add(node.place(), "'" + text + "' is not a path", null);
                return null;
            }
        });
    }

    /** The name of an environment variable; what stands there instead is not shown, for it may be a key. */
    public static Shape<String> environmentName() {
        return secretSafe("[A-Za-z_][A-Za-z0-9_]*", "the name of an environment variable (letters, digits, _)");
    }

    /** Text that matches an RE2 pattern as a whole; what stands there instead is not shown, for it may be a secret. */
    public static Shape<String> secretSafe(String pattern, String expected) {
        return new SecretSafeShape(Pattern.compile(pattern), expected);
    }

    /** An RE2 pattern, compiled: it cannot backtrack, whatever text it meets. */
    public static Shape<Pattern> pattern() {
        return words().checked((node, text, problems) -> {
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException broken) {
                problems.add(
                        node.place(),
                        "not a pattern: " + broken.getDescription() + " near '" + broken.getPattern() + "'",
                        "patterns are RE2: no look-around and no back-references");
                return null;
            }
        });
    }

    public static <T> Shape<List<T>> list(Shape<T> item) {
        return new ListShape<>(item, 0);
    }

    /** At least one item. */
    public static <T> Shape<List<T>> someOf(Shape<T> item) {
        return new ListShape<>(item, 1);
    }

    /** A list without order and repetition; an item that stands twice is a problem. */
    public static <T> Shape<Set<T>> set(Shape<T> item) {
        return new ListShape<>(item.located(), 0).checked(ListShape::distinct);
    }

    /** One item alone, or a list of at least one. */
    public static <T> Shape<List<T>> oneOrMany(Shape<T> item) {
        return new OneOrManyShape<>(item);
    }

    /** Keys of the writer's choice, in the order of the file, each with a value of the same shape. */
    public static <T> Shape<List<Keyed<T>>> map(Shape<T> value) {
        return new MapShape<>(value);
    }

    /** Any value, kept as it is. */
    public static Shape<JsonNode> anything() {
        return new AnyShape();
    }

    /** Named keys; see {@link Fields}. {@code says} is one sentence that defines the record. */
    public static <T> Shape<T> record(String name, String says, Function<Fields, Function<Row, @Nullable T>> declare) {
        return RecordShape.declared(name, says, declare);
    }

    /** A record whose word under {@code key} says which of several it is. */
    public static <T> Shape<T> variants(String key, String says, Map<String, Shape<? extends T>> byWord) {
        return new VariantsShape<>(key, says, byWord);
    }

    /** A group with exactly one of these keys, whose value has the shape that belongs to the key. */
    public static <T> Shape<T> oneKey(String says, Map<String, Shape<? extends T>> byKey) {
        return new OneKeyShape<>(says, byKey);
    }

    private static ObjectNode ids(Pattern pattern) {
        ObjectNode schema = object();
        schema.putArray("type").add("string").add("integer");
        return schema.put("pattern", "^" + pattern.pattern() + "$");
    }

    static ObjectNode type(String type) {
        return object().put("type", type);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static @Nullable URI webAddress(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            boolean port = uri.getPort() <= 65_535;
            return web && plain && port && uri.getHost() != null ? uri : null;
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }

    private static @Nullable Long parseLong(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException broken) {
            return null;
        }
    }

    private static @Nullable Double parseDouble(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException broken) {
            return null;
        }
    }
}
