package dev.routeproof.harness.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** JSON inside answers: strict, at most 100 levels deep, without numbers that take for ever to compute with. */
final class JsonText {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int DEEPEST = 100;
    private static final int LARGEST_SCALE = 1000;
    private static final Pattern HUGE_EXPONENT = Pattern.compile("[0-9][eE][+-]?0*[1-9][0-9]{3,}");
    private static final int MOST_FENCES = 16;
    private static final int MOST_RUNS = 16;
    private static final Pattern NEXT_OF_SEVERAL = Pattern.compile("(?:[\\s,;]|</?[a-z_]*call>)*");

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    /** A bracket and all up to the one that closes it. */
    private record Run(int from, int to) {}

    private JsonText() {}

    /** Empty too where a number has more than {@value #LARGEST_SCALE} zeros: no schema can be checked against it in time. */
    static Optional<JsonNode> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            boolean usable = node != null && !node.isMissingNode() && numbersAreUsable(node);
            return usable ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static boolean numbersAreUsable(JsonNode node) {
        if (node.isBigDecimal()) {
            return Math.abs((long) node.decimalValue().scale()) <= LARGEST_SCALE;
        }
        for (JsonNode child : node) {
            if (!numbersAreUsable(child)) {
                return false;
            }
        }
        return true;
    }

    /** {@code absent}, and why where it is for a number that {@link #parse} refuses. */
    static String absence(String text, String absent) {
        boolean huge = HUGE_EXPONENT.matcher(text).find();
        return huge ? absent + " Numbers beyond 10^" + LARGEST_SCALE + " or its inverse are not read." : absent;
    }

    /**
     * The JSON value an answer gives: the whole of it, else its last code fence that is JSON, else its last outermost
     * pair of brackets that is.
     */
    static Optional<JsonNode> find(String text) {
        return parse(text)
                .or(() -> parse(PlainText.unfenced(text)))
                .or(() -> fenced(text))
                .or(() -> bracketed(text));
    }

    /** Between any two fence marks, as a text may hold a mark too many. */
    private static Optional<JsonNode> fenced(String text) {
        int close = text.lastIndexOf("```");
        for (int tried = 0; close > 0 && tried < MOST_FENCES; tried++) {
            int open = text.lastIndexOf("```", close - 1);
            int line = open < 0 ? -1 : text.indexOf('\n', open);
            Optional<JsonNode> found = line < 0 || line > close ? Optional.empty() : parse(text.substring(line, close));
            if (found.isPresent()) {
                return found;
            }
            close = open;
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> bracketed(String text) {
        Deque<Run> runs = runs(text);
        while (!runs.isEmpty()) {
            Run run = runs.removeLast();
            Optional<JsonNode> found = parse(text.substring(run.from(), run.to()));
            if (found.isPresent()) {
                Run before = runs.peekLast();
                boolean several = before != null && isNextOfSeveral(text, before, run);
                return several ? Optional.empty() : found;
            }
        }
        return Optional.empty();
    }

    /** Two values with nothing to tell them apart: which of them is the answer remains open. */
    private static boolean isNextOfSeveral(String text, Run before, Run run) {
        return NEXT_OF_SEVERAL.matches(text.substring(before.to(), run.from()))
                && parse(text.substring(before.from(), before.to())).isPresent();
    }

    /** The last outermost runs in their order; what stands after a bracket that is never closed is part of none. */
    private static Deque<Run> runs(String text) {
        Deque<Run> runs = new ArrayDeque<>();
        int depth = 0;
        int from = 0;
        boolean inString = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (inString) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = depth > 0;
            } else if (c == '{' || c == '[') {
                from = depth == 0 ? at : from;
                depth++;
            } else if ((c == '}' || c == ']') && depth > 0 && --depth == 0) {
                runs.addLast(new Run(from, at + 1));
                if (runs.size() > MOST_RUNS) {
                    runs.removeFirst();
                }
            }
        }
        return runs;
    }

    /** Equal values: key order aside, {@code 1} equals {@code 1.0}, strings without outer space. */
    static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.isTextual() && b.isTextual()) {
            return a.textValue().strip().equals(b.textValue().strip());
        }
        if (a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
            return false;
        }
        if (a.isObject()) {
            for (Map.Entry<String, JsonNode> field : a.properties()) {
                JsonNode other = b.get(field.getKey());
                if (other == null || !same(field.getValue(), other)) {
                    return false;
                }
            }
            return true;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return a.isContainerNode() || a.equals(b);
    }
}
