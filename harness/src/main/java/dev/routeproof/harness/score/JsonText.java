package dev.routeproof.harness.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;

/** JSON inside answers: strict, at most 100 levels deep. */
final class JsonText {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int DEEPEST = 100;

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private JsonText() {}

    static Optional<JsonNode> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** The JSON value an answer gives: the whole of it, its code fence, or from its first bracket to its last. */
    static Optional<JsonNode> find(String text) {
        return parse(text)
                .or(() -> parse(PlainText.unfenced(text)))
                .or(() -> fenced(text))
                .or(() -> bracketed(text));
    }

    private static Optional<JsonNode> fenced(String text) {
        int close = text.lastIndexOf("```");
        int open = close <= 0 ? -1 : text.lastIndexOf("```", close - 1);
        int line = open < 0 ? -1 : text.indexOf('\n', open);
        return line < 0 || line > close ? Optional.empty() : parse(text.substring(line, close));
    }

    private static Optional<JsonNode> bracketed(String text) {
        int from = firstOf(text, '{', '[');
        int to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
        return from < 0 || to <= from ? Optional.empty() : parse(text.substring(from, to + 1));
    }

    private static int firstOf(String text, char a, char b) {
        int first = text.indexOf(a);
        int second = text.indexOf(b);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
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
