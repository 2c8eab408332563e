package dev.routeproof.harness.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A prompt of a file and the task types that are right for it.
 *
 * @param accepted the first is the usual one; empty where the prompt is not labelled
 */
public record PromptLine(String prompt, List<String> accepted) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public PromptLine {
        accepted = List.copyOf(accepted);
    }

    /** Reads JSON lines with {@code prompt} and, where known, {@code task_type}: one label or a list of them. */
    public static List<PromptLine> read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new UserError(Exit.BAD_CONFIG, "There is no readable file " + file + "; name one after --file.");
        }
        var lines = new ArrayList<PromptLine>();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    lines.add(parse(line, file + ":" + number));
                }
            }
        }
        if (lines.isEmpty()) {
            throw new UserError(Exit.BAD_CONFIG, file + " holds no prompt.");
        }
        return lines;
    }

    private static PromptLine parse(String line, String place) {
        JsonNode root;
        try {
            root = MAPPER.readTree(line);
        } catch (JsonProcessingException broken) {
            throw new UserError(Exit.BAD_CONFIG, place + " is no JSON object; write {\"prompt\": …} on each line.");
        }
        if (!root.path("prompt").isTextual()) {
            throw new UserError(Exit.BAD_CONFIG, place + " has no text under 'prompt'; write {\"prompt\": …}.");
        }
        var accepted = new ArrayList<String>();
        JsonNode label = root.path("task_type");
        if (label.isTextual()) {
            accepted.add(label.asText());
        }
        label.forEach(one -> accepted.add(one.asText()));
        return new PromptLine(root.path("prompt").asText(), accepted);
    }
}
