package dev.routeproof.proxy.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tools an answer calls, put together from its parts on either wire. They are read, never executed. */
public final class ToolCalls {
    private static final JsonMapper JSON = new JsonMapper();

    /** A call of a tool; {@code arguments} are JSON as the model wrote it. */
    public record Call(String name, String arguments) {}

    private static final class Building {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    private final TreeMap<Integer, Building> calls = new TreeMap<>();
    /** Where the last call of an index stands, where that is not its index. */
    private final Map<Integer, Integer> moved = new HashMap<>();

    private ToolCalls() {}

    /** The calls of an answer that came in no coding; those that can be read where it is cut or broken. */
    public static List<Call> of(AnswerCopy copy, @Nullable String contentType) {
        var calls = new ToolCalls();
        byte[] bytes = copy.bytes();
        try {
            if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
                var event = new EventStream(bytes);
                while (event.next()) {
                    if (event.to() > event.from() && event.buffer()[event.from()] == '{') {
                        calls.read(JSON.readTree(event.buffer(), event.from(), event.to() - event.from()));
                    }
                }
            } else if (!copy.cut()) {
                calls.read(JSON.readTree(bytes));
            }
        } catch (IOException broken) {
            // What came before it counts.
        }
        return calls.all();
    }

    private void read(JsonNode node) {
        for (JsonNode choice : node.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                add(choice.path("delta").path("tool_calls"));
                add(choice.path("message").path("tool_calls"));
            }
        }
        int place = 0;
        for (JsonNode block : node.path("content")) {
            block(place++, block);
        }
        int index = node.path("index").asInt();
        block(index, node.path("content_block"));
        piece(index, node.path("delta").path("partial_json"));
    }

    /** A list of OpenAI's, whole or a stream's delta. */
    private void add(JsonNode list) {
        int place = 0;
        for (JsonNode call : list) {
            JsonNode function = call.path(call.has("custom") ? "custom" : "function");
            String name = function.path("name").asText("");
            Building building =
                    of(call.path("index").asInt(place), call.path("id").asText(""), !name.isEmpty());
            building.name = building.name.isEmpty() ? name : building.name;
            building.arguments
                    .append(function.path("arguments").asText(""))
                    .append(function.path("input").asText(""));
            place++;
        }
    }

    /** Some servers give parallel calls the same index, or none: a new id with a name is a new call. */
    private Building of(int index, String id, boolean named) {
        Building found = at(moved.getOrDefault(index, index));
        if (named && !id.isEmpty() && !found.id.isEmpty() && !id.equals(found.id)) {
            moved.put(index, calls.lastKey() + 1);
            found = at(calls.lastKey() + 1);
        }
        found.id = id.isEmpty() ? found.id : id;
        return found;
    }

    /** A block of Anthropic's answer. */
    private void block(int index, JsonNode block) {
        if (block.path("type").asText().equals("tool_use")) {
            Building building = at(index);
            building.name = block.path("name").asText("");
            if (!block.path("input").isEmpty()) {
                building.arguments.append(block.path("input"));
            }
        }
    }

    /** A piece of the input of a block of Anthropic's stream. */
    private void piece(int index, JsonNode json) {
        if (json.isTextual()) {
            at(index).arguments.append(json.textValue());
        }
    }

    private Building at(int index) {
        return calls.computeIfAbsent(index, fresh -> new Building());
    }

    private List<Call> all() {
        return calls.values().stream()
                .map(call -> new Call(call.name, call.arguments.toString()))
                .toList();
    }
}
