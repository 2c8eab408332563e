package dev.routeproof.routing.classify;

import java.util.List;

/** What a caller asks of a model: the conversation so far, last message last; a system text is a message of role system. */
public record Prompt(List<Message> messages, boolean hasTools, boolean hasImages) {
    public Prompt {
        messages = List.copyOf(messages);
    }

    public static Prompt of(String text) {
        return new Prompt(List.of(new Message(Role.USER, text)), false, false);
    }

    public record Message(Role role, String text) {}

    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL
    }
}
