package dev.routeproof.harness.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.classify.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The prompts of the evidence log whose content was kept ({@code evidence.content: redacted} or {@code full}). */
public final class LoggedPrompts {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Query KEPT = Query.of(LoggedPrompts.class, "logged-prompts.sql");

    /**
     * A prompt as it was sent.
     *
     * @param given the task types that candidates saw in it
     */
    public record Logged(String requestId, Prompt prompt, Set<String> given) {}

    /**
     * What the log holds.
     *
     * @param unreadable requests whose content was cut or is no conversation
     */
    public record Found(List<Logged> prompts, int unreadable) {}

    private LoggedPrompts() {}

    public static Found read(Store store) {
        var prompts = new ArrayList<Logged>();
        int[] unreadable = new int[1];
        store.query(KEPT, row -> {
            Prompt prompt = prompt(row.getString("content"));
            if (prompt == null) {
                unreadable[0]++;
            } else {
                prompts.add(new Logged(row.getString("request_id"), prompt, given(row.getString("candidates"))));
            }
            return prompt != null;
        });
        return new Found(prompts, unreadable[0]);
    }

    private static Set<String> given(@Nullable String candidates) {
        var labels = new TreeSet<String>();
        JsonNode written = tree(candidates);
        if (written != null) {
            for (JsonNode candidate : written) {
                if (candidate.path("task_type").isTextual()) {
                    labels.add(candidate.path("task_type").asText());
                }
            }
        }
        return labels;
    }

    /** The conversation of a request body of any wire; null where there is none. */
    static @Nullable Prompt prompt(String body) {
        JsonNode root = tree(body);
        if (root == null) {
            return null;
        }
        var messages = new ArrayList<Prompt.Message>();
        add(messages, Prompt.Role.SYSTEM, root.path("system"));
        for (JsonNode message : root.path("messages")) {
            add(messages, role(message.path("role").asText()), message.path("content"));
        }
        add(messages, Prompt.Role.USER, root.path("prompt"));
        add(messages, Prompt.Role.USER, root.path("input"));
        boolean asks = messages.stream().anyMatch(message -> message.role() == Prompt.Role.USER);
        return asks ? new Prompt(messages, root.path("tools").size() > 0, false) : null;
    }

    private static void add(List<Prompt.Message> messages, Prompt.Role role, JsonNode content) {
        var text = new StringBuilder(content.isTextual() ? content.asText() : "");
        for (JsonNode part : content) {
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText());
        }
        if (!text.isEmpty()) {
            messages.add(new Prompt.Message(role, text.toString()));
        }
    }

    private static Prompt.Role role(String word) {
        return switch (word) {
            case "system", "developer" -> Prompt.Role.SYSTEM;
            case "assistant" -> Prompt.Role.ASSISTANT;
            case "tool" -> Prompt.Role.TOOL;
            default -> Prompt.Role.USER;
        };
    }

    private static @Nullable JsonNode tree(@Nullable String json) {
        try {
            return json == null ? null : MAPPER.readTree(json);
        } catch (JsonProcessingException cut) {
            return null;
        }
    }
}
