package dev.routeproof.datasets.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.datasets.table.RowFile.BadRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** A JSON object a line, each field once; blank lines are passed over, and numbers keep every digit. */
final class JsonRows {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonRows() {}

    static void read(Path file, RowFile.Reader reader) throws IOException {
        try (Lines lines = Lines.of(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    reader.row(lines.number(), columns(file, lines.number(), line));
                }
            }
        }
    }

    private static SequencedMap<String, JsonNode> columns(Path file, int number, String line) throws BadRows {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException broken) {
            throw new BadRows(file + ":" + number + "  not readable as JSON: " + broken.getOriginalMessage() + ".");
        }
        if (!node.isObject()) {
            throw new BadRows(file + ":" + number + "  expected a JSON object with named fields.");
        }
        SequencedMap<String, JsonNode> columns = new LinkedHashMap<>();
        node.properties().forEach(field -> columns.put(field.getKey(), field.getValue()));
        return columns;
    }
}
