package dev.routeproof.harness.score.python;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one Python literal: numbers, strings with prefixes and escapes, bytes, lists, tuples, sets, dicts, and the calls
 * {@code set()}, {@code frozenset(…)}, {@code dict()}, {@code list(…)}, {@code tuple(…)} that reprs hold.
 * JSON's {@code true}, {@code false} and {@code null} are understood too. At most {@value #DEEPEST} levels deep.
 */
public final class PythonLiteral {
    static final int DEEPEST = 60;
    private static final int LONGEST_NUMBER = 400;

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** The value of {@code text}; empty where the text is not one whole literal. */
    public static Optional<PythonValue> parse(String text) {
        PythonLiteral reader = new PythonLiteral(text.strip());
        try {
            PythonValue value = reader.topLevel();
            return reader.at == reader.text.length() ? Optional.of(value) : Optional.empty();
        } catch (NotALiteral notALiteral) {
            return Optional.empty();
        }
    }

    /** {@code 1, 2} without brackets is a tuple. */
    private PythonValue topLevel() throws NotALiteral {
        PythonValue first = value(0);
        if (!peek(',')) {
            return first;
        }
        List<PythonValue> items = new ArrayList<>(List.of(first));
        while (take(',') && at < text.length()) {
            items.add(value(0));
        }
        return new PythonValue.Tuple(items);
    }

    private PythonValue value(int depth) throws NotALiteral {
        skipSpace();
        if (at >= text.length() || depth > DEEPEST) {
            throw new NotALiteral();
        }
        char c = text.charAt(at);
        PythonValue value = switch (c) {
            case '[' -> new PythonValue.ListOf(items(']', depth));
            case '(' -> parenthesised(depth);
            case '{' -> braces(depth);
            case '\'', '"' -> strings();
            default -> Character.isLetter(c) ? word(depth) : number();
        };
        skipSpace();
        return value;
    }

    private List<PythonValue> items(char close, int depth) throws NotALiteral {
        at++;
        List<PythonValue> items = new ArrayList<>();
        while (!take(close)) {
            if (!items.isEmpty()) {
                require(',');
                if (take(close)) {
                    break;
                }
            }
            items.add(value(depth + 1));
        }
        return items;
    }

    private PythonValue parenthesised(int depth) throws NotALiteral {
        int open = at;
        List<PythonValue> items = items(')', depth);
        if (items.size() != 1) {
            return new PythonValue.Tuple(items);
        }
        String inside = text.substring(open + 1, at - 1).stripTrailing();
        return inside.endsWith(",") ? new PythonValue.Tuple(items) : items.getFirst();
    }

    private PythonValue braces(int depth) throws NotALiteral {
        at++;
        Map<PythonValue, PythonValue> entries = new LinkedHashMap<>();
        Set<PythonValue> members = new LinkedHashSet<>();
        while (!take('}')) {
            if (!entries.isEmpty() || !members.isEmpty()) {
                require(',');
                if (take('}')) {
                    break;
                }
            }
            PythonValue key = value(depth + 1);
            if (members.isEmpty() && take(':')) {
                entries.put(key, value(depth + 1));
            } else if (entries.isEmpty()) {
                members.add(key);
            } else {
                throw new NotALiteral();
            }
        }
        return members.isEmpty() ? new PythonValue.Dict(entries) : new PythonValue.SetOf(members);
    }

    /** Adjacent strings are one string. */
    private PythonValue strings() throws NotALiteral {
        StringBuilder joined = new StringBuilder();
        do {
            at = PythonStrings.read(text, at, false, joined);
            skipSpace();
        } while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"'));
        return new PythonValue.Text(joined.toString());
    }

    private PythonValue word(int depth) throws NotALiteral {
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String word = text.substring(from, at);
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"') && word.length() <= 2) {
            return prefixed(word.toLowerCase(java.util.Locale.ROOT));
        }
        return switch (word) {
            case "True", "true" -> new PythonValue.Numeral(BigDecimal.ONE);
            case "False", "false" -> new PythonValue.Numeral(BigDecimal.ZERO);
            case "None", "null" -> new PythonValue.None();
            case "set", "frozenset", "dict", "list", "tuple", "dict_keys", "dict_values", "deque" -> call(word, depth);
            default -> throw new NotALiteral();
        };
    }

    private PythonValue prefixed(String prefix) throws NotALiteral {
        boolean raw = prefix.contains("r");
        StringBuilder out = new StringBuilder();
        at = PythonStrings.read(text, at, raw, out);
        return switch (prefix) {
            case "b", "br", "rb" -> new PythonValue.Bytes(out.toString());
            case "r", "u" -> new PythonValue.Text(out.toString());
            default -> throw new NotALiteral();
        };
    }

    private PythonValue call(String name, int depth) throws NotALiteral {
        if (at >= text.length() || text.charAt(at) != '(') {
            throw new NotALiteral();
        }
        List<PythonValue> arguments = items(')', depth);
        if (arguments.size() > 1) {
            throw new NotALiteral();
        }
        List<PythonValue> items = arguments.isEmpty() ? List.of() : members(arguments.getFirst());
        return switch (name) {
            case "set", "frozenset" -> new PythonValue.SetOf(new LinkedHashSet<>(items));
            case "tuple" -> new PythonValue.Tuple(items);
            case "dict" -> arguments.isEmpty() ? new PythonValue.Dict(Map.of()) : arguments.getFirst();
            default -> new PythonValue.ListOf(items);
        };
    }

    private static List<PythonValue> members(PythonValue collection) throws NotALiteral {
        return switch (collection) {
            case PythonValue.ListOf list -> list.items();
            case PythonValue.Tuple tuple -> tuple.items();
            case PythonValue.SetOf set -> List.copyOf(set.items());
            case PythonValue.Dict dict -> List.copyOf(dict.entries().keySet());
            case PythonValue.Text _, PythonValue.Bytes _, PythonValue.Numeral _, PythonValue.None _ ->
                throw new NotALiteral();
        };
    }

    private PythonValue number() throws NotALiteral {
        int from = at;
        while (at < text.length() && isOfNumber(at, from)) {
            at++;
        }
        String digits = text.substring(from, at).replace("_", "");
        try {
            if (digits.length() > LONGEST_NUMBER || exponentOf(digits) > LONGEST_NUMBER) {
                throw new NotALiteral();
            }
            BigDecimal value = new BigDecimal(digits);
            return new PythonValue.Numeral(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
        } catch (NumberFormatException notANumber) {
            throw new NotALiteral();
        }
    }

    private boolean isOfNumber(int index, int from) {
        char c = text.charAt(index);
        boolean sign =
                (c == '-' || c == '+') && (index == from || Character.toLowerCase(text.charAt(index - 1)) == 'e');
        return sign || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == 'e' || c == 'E';
    }

    private static int exponentOf(String digits) {
        int e = Math.max(digits.indexOf('e'), digits.indexOf('E'));
        return e < 0 ? 0 : Math.abs(Integer.parseInt(digits.substring(e + 1)));
    }

    private boolean take(char c) {
        if (!peek(c)) {
            return false;
        }
        at++;
        skipSpace();
        return true;
    }

    private boolean peek(char c) {
        skipSpace();
        return at < text.length() && text.charAt(at) == c;
    }

    private void require(char c) throws NotALiteral {
        if (!take(c)) {
            throw new NotALiteral();
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    static final class NotALiteral extends Exception {
        NotALiteral() {
            super("not a literal", null, false, false);
        }
    }
}
