package dev.routeproof.routing.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.routing.config.Problem;
import dev.routeproof.routing.config.ProblemCollector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code centroids.json}: the labelled vectors of an embedding stage; numbers are 16-bit floats, big endian, in base 64. */
public final class NeighboursFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SCHEMA = "routeproof.centroids";

    private NeighboursFile() {}

    /**
     * Reads labelled vectors.
     *
     * @throws dev.routeproof.routing.config.BrokenFile where the file holds none
     */
    public static Neighbours load(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException broken) {
            var problems = new ProblemCollector();
            problems.add(Problem.ofFile(
                    file.toString(),
                    "holds no labelled vectors of this version: " + broken.getMessage(),
                    "write it with harness train --kind embedding"));
            return problems.<Neighbours>outcome(null).orThrow();
        }
    }

    static Neighbours parse(String json) throws IOException {
        JsonNode root = MAPPER.readTree(json);
        if (!root.path("schema").asText().equals(SCHEMA)) {
            throw new IllegalArgumentException("its 'schema' is not " + SCHEMA);
        }
        var labels = new ArrayList<TaskType>();
        root.path("labels").forEach(label -> labels.add(new TaskType(label.asText())));
        var entries = new ArrayList<Neighbours.Entry>();
        for (JsonNode entry : root.path("entries")) {
            ByteBuffer bytes = ByteBuffer.wrap(
                    Base64.getDecoder().decode(entry.path("vector").asText()));
            float[] vector = new float[bytes.remaining() / Short.BYTES];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = Float.float16ToFloat(bytes.getShort());
            }
            entries.add(new Neighbours.Entry(
                    new TaskType(entry.path("label").asText()),
                    entry.path("text").asText(),
                    Neighbours.unit(vector)));
        }
        return new Neighbours(
                root.path("model").asText(),
                List.copyOf(labels),
                root.path("nearest").asInt(),
                root.path("sharpness").asDouble(),
                entries);
    }

    /** The JSON that {@link #load} reads. */
    public static String json(Neighbours neighbours) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA).put("version", 1).put("model", neighbours.model());
        var labels = root.putArray("labels");
        neighbours.labels().forEach(label -> labels.add(label.label()));
        root.put("nearest", neighbours.nearest()).put("sharpness", neighbours.sharpness());
        var entries = root.putArray("entries");
        for (Neighbours.Entry entry : neighbours.entries()) {
            ByteBuffer bytes = ByteBuffer.allocate(entry.vector().length * Short.BYTES);
            for (float number : entry.vector()) {
                bytes.putShort(Float.floatToFloat16(number));
            }
            entries.addObject()
                    .put("label", entry.label().label())
                    .put("text", entry.text())
                    .put("vector", Base64.getEncoder().encodeToString(bytes.array()));
        }
        return root.toPrettyString() + "\n";
    }
}
