package dev.routeproof.harness.label;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.routing.classify.Prompt;

/**
 * A label that a person gave.
 *
 * @param key of the prompt, {@link Asked#key()}
 * @param sampled how the prompt was chosen, {@link Sampling#word()} or {@code import}
 */
public record Label(String key, Prompt prompt, String taskType, String sampled) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** The line that {@code harness train} and {@code harness classify --file} read, with its line break. */
    String line() {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("id", key);
        if (prompt.messages().size() == 1) {
            line.put("prompt", prompt.messages().getFirst().text());
        } else {
            var messages = line.putArray("messages");
            for (Prompt.Message message : prompt.messages()) {
                messages.addObject().put("role", message.role().word()).put("content", message.text());
            }
        }
        return line.put("task_type", taskType).put("sampled", sampled) + "\n";
    }
}
