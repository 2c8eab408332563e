package dev.routeproof.harness.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.datasets.table.LineFiles;
import dev.routeproof.datasets.table.RowFile;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.routing.classify.Prompt;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads prompts from JSON lines, CSV (either may be gzipped) or Parquet.
 *
 * <p>A row has {@code prompt} or {@code messages}, and may have {@code task_type} (one label, or a list of acceptable
 * ones; in CSV separated by {@code |}), {@code id} and {@code cluster}. Other fields are passed over. Every broken row
 * is found before anything is said.
 */
public final class PromptFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int SHOWN = 10;

    private final Path file;
    private final @Nullable Set<String> labels;
    private final @Nullable String partField;
    private final List<PromptLine> lines = new ArrayList<>();
    private final Variants variants = new Variants();
    private final List<String> broken = new ArrayList<>();

    private PromptFile(Path file, @Nullable Set<String> labels, @Nullable String partField) {
        this.file = file;
        this.labels = labels;
        this.partField = partField;
    }

    /** Prompts, labelled or not, with any labels; {@link UserError} with every broken row. */
    public static List<PromptLine> read(Path file) throws IOException {
        return new PromptFile(file, null, null).all();
    }

    /**
     * Prompts whose labels are all known; {@link UserError} with every broken row.
     *
     * @param labels what may be under {@code task_type}; null: anything
     * @param partField the field that every row needs for {@link PromptLine#part()}; null: none
     */
    public static List<PromptLine> read(Path file, @Nullable Set<String> labels, @Nullable String partField)
            throws IOException {
        return new PromptFile(file, labels, partField).all();
    }

    private List<PromptLine> all() throws IOException {
        if (!Files.isReadable(file)) {
            throw new UserError(Exit.BAD_CONFIG, "There is no readable file " + file + ".");
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) {
                jsonLines();
            } else {
                RowFile.read(file, this::row);
            }
        } catch (CharacterCodingException binary) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    file + ":" + LineFiles.notUtf8(file) + "  is not UTF-8 text; save the file as UTF-8.");
        } catch (IOException unreadable) {
            String why = String.valueOf(unreadable.getMessage());
            throw new UserError(Exit.BAD_CONFIG, why.contains(file.toString()) ? why : file + ": " + why);
        }
        if (!broken.isEmpty()) {
            throw new UserError(Exit.BAD_CONFIG, brokenRows());
        }
        if (lines.isEmpty()) {
            throw new UserError(Exit.BAD_CONFIG, file + " holds no prompt; write {\"prompt\": …} on each line.");
        }
        return lines.stream().map(line -> line.in(variants.of(line.group()))).toList();
    }

    private void jsonLines() throws IOException {
        try (BufferedReader reader = LineFiles.open(file)) {
            int number = 0;
            for (String line = LineFiles.line(reader); line != null; line = LineFiles.line(reader)) {
                number++;
                if (!line.isBlank()) {
                    jsonLine(number, line);
                }
            }
        }
    }

    private void jsonLine(int number, String line) {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (node.isObject()) {
                var row = new LinkedHashMap<String, JsonNode>();
                node.properties().forEach(field -> row.put(field.getKey(), field.getValue()));
                row(number, row);
                return;
            }
        } catch (JsonProcessingException unreadable) {
            // Said below, with the place in this file.
        }
        broken.add(file + ":" + number + "  is no JSON object; write {\"prompt\": …} on each line");
    }

    private void row(int number, Map<String, JsonNode> row) {
        String place = file + ":" + number + "  ";
        var messages = messages(row);
        if (messages.isEmpty()) {
            broken.add(place
                    + (row.get("messages") == null
                            ? "has no text under 'prompt'; write {\"prompt\": …}"
                            : "has 'messages' that are no list of {\"role\": system, user, assistant or tool,"
                                    + " \"content\": a text}"));
            return;
        }
        List<String> accepted = labels(row.get("task_type"));
        for (String label : accepted) {
            if (labels != null && !labels.contains(label)) {
                broken.add(place + "'" + label + "' is none of the labels " + String.join(", ", labels));
                return;
            }
        }
        String part = partField == null ? null : text(row.get(partField));
        if (partField != null && part == null) {
            broken.add(place + "has no field '" + partField + "'; it has " + String.join(", ", row.keySet()));
            return;
        }
        String id = text(row.get("id"));
        String cluster = text(row.get("cluster"));
        Prompt prompt = new Prompt(messages, false, false);
        String words = PromptLine.groupOf(prompt);
        variants.join(cluster == null ? words : cluster, words);
        lines.add(new PromptLine(id == null ? "line " + number : id, prompt, accepted, words, part));
    }

    private static List<Prompt.Message> messages(Map<String, JsonNode> row) {
        String prompt = text(row.get("prompt"));
        if (prompt != null) {
            return List.of(new Prompt.Message(Prompt.Role.USER, prompt));
        }
        var messages = new ArrayList<Prompt.Message>();
        JsonNode written = row.get("messages");
        if (written != null) {
            for (JsonNode message : written) {
                Prompt.Role role = role(message.path("role").asText());
                if (role == null || !message.path("content").isTextual()) {
                    return List.of();
                }
                messages.add(new Prompt.Message(role, message.path("content").asText()));
            }
        }
        return messages;
    }

    private static Prompt.@Nullable Role role(String word) {
        for (Prompt.Role role : Prompt.Role.values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        return null;
    }

    private static List<String> labels(@Nullable JsonNode written) {
        var labels = new ArrayList<String>();
        if (written != null && written.isValueNode() && !written.isNull()) {
            for (String label : written.asText().split("\\|")) {
                labels.add(label.strip());
            }
        } else if (written != null) {
            written.forEach(label -> labels.add(label.asText().strip()));
        }
        labels.removeIf(String::isBlank);
        return labels;
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null
                        || value.isNull()
                        || value.isContainerNode()
                        || value.asText().isBlank()
                ? null
                : value.asText();
    }

    private String brokenRows() {
        String shown = broken.stream().limit(SHOWN).collect(Collectors.joining("\n"));
        String more = broken.size() > SHOWN ? "\n… and " + (broken.size() - SHOWN) + " more" : "";
        return shown + more + "\n" + (broken.size() == 1 ? "1 problem" : broken.size() + " problems")
                + ". Nothing was done.";
    }
}
