package dev.routeproof.harness.lab.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What our statistics answer to a file of reference vectors.
 *
 * @param failed expected values we missed, one entry a key
 * @param unsupported id → reason, for vectors we do not answer
 */
public record VectorCheck(int total, int passed, List<Miss> failed, Map<String, String> unsupported) {
    /** An expected value that ours differs from by more than the vector's tolerance. */
    public record Miss(String id, String key, JsonNode expected, Object actual) {}

    /**
     * Answers every vector of {@code file}, an object with a list {@code vectors}.
     *
     * @throws UserError when the file cannot be read as one
     */
    public static VectorCheck of(Path file) {
        JsonNode vectors = read(file).path("vectors");
        if (!vectors.isArray()) {
            throw new UserError(
                    Exit.BAD_CONFIG, file + ": expected an object with a list 'vectors'; is this a vectors file?");
        }
        int passed = 0;
        List<Miss> failed = new ArrayList<>();
        Map<String, String> unsupported = new LinkedHashMap<>();
        for (JsonNode node : vectors) {
            Vector vector = Vector.read(node);
            try {
                List<Miss> misses = misses(vector);
                failed.addAll(misses);
                passed += misses.isEmpty() ? 1 : 0;
            } catch (Unsupported e) {
                unsupported.put(vector.id(), String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                unsupported.put(vector.id(), "the input is outside what we accept: " + e.getMessage());
            }
        }
        return new VectorCheck(vectors.size(), passed, List.copyOf(failed), unsupported);
    }

    private static List<Miss> misses(Vector vector) {
        Family family = Families.ALL.get(vector.family());
        if (family == null) {
            throw new Unsupported(
                    Families.REFUSED.getOrDefault(vector.family(), "no family '" + vector.family() + "' is known"));
        }
        Answers answers = family.answer(vector.input());
        List<Miss> misses = new ArrayList<>();
        vector.expected().properties().forEach(entry -> {
            Object actual = answers.get(entry.getKey());
            if (!Comparison.of(vector.tolerance(), entry.getKey()).same(entry.getValue(), actual)) {
                misses.add(new Miss(vector.id(), entry.getKey(), entry.getValue(), actual));
            }
        });
        return misses;
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new UserError(
                    Exit.BAD_CONFIG,
                    file + ":" + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UserError(Exit.BAD_CONFIG, file + ": cannot be read; give the path of a vectors file");
        }
    }
}
