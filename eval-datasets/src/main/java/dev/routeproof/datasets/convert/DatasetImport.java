package dev.routeproof.datasets.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.DatasetReader;
import dev.routeproof.datasets.table.RowFile;
import dev.routeproof.datasets.table.RowFile.BadRows;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.config.Problems;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a dataset folder from a file of rows, and reads it back before it counts as written. */
public final class DatasetImport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS =
            Set.of("id", "task_type", "prompt", "messages", "target", "cluster", "tags", "needs", "tools");

    private DatasetImport() {}

    /**
     * What becomes of a file.
     *
     * @param mapping field of a dataset line to column of the file; columns that are not named are left out, and a row
     *     may lack one
     * @param card the keys of {@code card.yaml}, as text that stands after the colon; YAML
     */
    public record Order(Path file, SequencedMap<String, String> mapping, SequencedMap<String, String> card, Path out) {
        public Order {
            for (String field : mapping.keySet()) {
                if (!FIELDS.contains(field)) {
                    throw new IllegalArgumentException("'" + field + "' is no field of a dataset line; one of "
                            + String.join(", ", FIELDS.stream().sorted().toList()) + ".");
                }
            }
        }
    }

    /** The dataset as read back; on a problem nothing is left behind. {@link BadRows} where the file cannot be read. */
    public static Loaded<Dataset> run(Order order, Taxonomy taxonomy) throws IOException {
        Path out = order.out().toAbsolutePath().normalize();
        if (Files.exists(out) && (!Files.isDirectory(out) || !isEmpty(out))) {
            throw new BadRows(order.out() + " is there already; name a new folder, or remove it first.");
        }
        Files.createDirectories(out);
        boolean kept = false;
        try {
            Files.write(out.resolve("card.yaml"), card(order));
            List<Integer> rows = lines(order, out.resolve("samples.jsonl"));
            Loaded<Dataset> read = DatasetReader.read(out, taxonomy);
            kept = read instanceof Loaded.Ok;
            return read instanceof Loaded.Broken<Dataset>(Problems problems)
                    ? new Loaded.Broken<>(new RowPlaces(order.file(), out, rows).told(problems))
                    : read;
        } finally {
            if (!kept) {
                Files.deleteIfExists(out.resolve("card.yaml"));
                Files.deleteIfExists(out.resolve("samples.jsonl"));
                Files.deleteIfExists(out);
            }
        }
    }

    private static List<String> card(Order order) {
        return order.card().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue().replaceAll("\\s+", " "))
                .toList();
    }

    /** Text as YAML that cannot be taken for anything else. */
    public static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** Writes the lines; gives the number of the row that each was made of. */
    private static List<Integer> lines(Order order, Path to) throws IOException {
        List<Integer> rows = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        try (BufferedWriter writer = Files.newBufferedWriter(to)) {
            RowFile.read(order.file(), (number, row) -> {
                rows.add(number);
                columns.addAll(row.keySet());
                ObjectNode line = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, String> entry : order.mapping().entrySet()) {
                    JsonNode value = row.get(entry.getValue());
                    if (value != null
                            && !value.isNull()
                            && !(value.isTextual() && value.textValue().isEmpty())) {
                        line.set(entry.getKey(), converted(entry.getKey(), value, order.file() + ":" + number + "  "));
                    }
                }
                writer.write(JSON.writeValueAsString(line));
                writer.newLine();
            });
        }
        for (String column : order.mapping().values()) {
            if (!rows.isEmpty() && !columns.contains(column)) {
                throw new BadRows(order.file() + "  there is no column '" + column + "'; the columns are "
                        + String.join(", ", columns) + ".");
            }
        }
        return rows;
    }

    /** Numbers and truth values become text; a JSON text of a list in a column of texts becomes the list. */
    private static JsonNode converted(String field, JsonNode value, String place) throws BadRows {
        boolean structured = Set.of("messages", "tags", "needs", "tools").contains(field);
        if (structured && value.isTextual()) {
            try {
                return JSON.readTree(value.textValue());
            } catch (JsonProcessingException broken) {
                throw new BadRows(place + field + " must be JSON, as in [\"a\", \"b\"].");
            }
        }
        return value.isValueNode() && !value.isTextual() ? new TextNode(value.asText()) : value;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
