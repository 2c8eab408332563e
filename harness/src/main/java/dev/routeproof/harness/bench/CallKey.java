package dev.routeproof.harness.bench;

import dev.routeproof.datasets.Sample;
import dev.routeproof.routing.catalog.Model;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Under which name an answer is remembered: equal for two calls that ask the same model the same question for the
 * n-th time. Prices and limits are no part of it, so changing them asks nothing again.
 */
final class CallKey {
    private static final char SEPARATOR = '\u001f';

    private CallKey() {}

    static String of(Model model, Sample sample, int repeat, @Nullable Integer maxOutputTokens) {
        var text = new StringBuilder();
        add(text, model.provider().wire().word());
        add(text, String.valueOf(model.provider().baseUrl()));
        add(text, model.name());
        var sandbox = model.sandbox();
        if (sandbox != null) {
            // A simulated model answers with the target, so the target belongs to the question.
            add(text, new TreeMap<>(sandbox.accuracy()) + " " + sandbox.outputTokens() + " " + sandbox.seed());
            add(text, sandbox.errorRate() + " " + sandbox.firstToken() + " " + sandbox.tokensPerSecond());
            sample.target().forEach(target -> add(text, target));
            add(text, sample.taskType().label());
        }
        add(text, sample.dataset());
        add(text, sample.id());
        sample.prompt().messages().forEach(message -> {
            add(text, message.role().name());
            add(text, message.text());
        });
        sample.tools().forEach(tool -> add(text, tool.toString()));
        add(text, repeat + " " + maxOutputTokens);
        return hash(text.toString()).substring(0, 32);
    }

    /** Hex SHA-256 of a text. */
    static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(StringBuilder text, String part) {
        text.append(part).append(SEPARATOR);
    }
}
