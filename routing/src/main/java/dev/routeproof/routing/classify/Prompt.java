package dev.routeproof.routing.classify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What a caller asks of a model: the conversation so far, last message last; a system text is a message of role system.
 *
 * @param wantsJson the answer must be JSON
 * @param outputLimit most tokens the answer may have; 0: not said
 */
public record Prompt(List<Message> messages, boolean hasTools, boolean hasImages, boolean wantsJson, long outputLimit) {
    public Prompt {
        messages = List.copyOf(messages);
    }

    public Prompt(List<Message> messages, boolean hasTools, boolean hasImages) {
        this(messages, hasTools, hasImages, false, 0);
    }

    public static Prompt of(String text) {
        return new Prompt(List.of(new Message(Role.USER, text)), false, false);
    }

    /**
     * Hex SHA-256 over roles and texts, in order: equal exactly for equal conversations. Tools and images are left out.
     */
    public String contentHash() {
        MessageDigest digest = sha256();
        for (Message message : messages) {
            byte[] text = message.text().getBytes(StandardCharsets.UTF_8);
            String frame = message.role().word() + ':' + text.length + ':';
            digest.update(frame.getBytes(StandardCharsets.UTF_8));
            digest.update(text);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public record Message(Role role, String text) {}

    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL;

        /** The word used on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
