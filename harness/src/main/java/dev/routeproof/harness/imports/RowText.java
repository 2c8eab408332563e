package dev.routeproof.harness.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cell of a row as text. */
final class RowText {
    private RowText() {}

    /** Without the blanks around it; null where the column is missing or blank. */
    static @Nullable String of(Map<String, JsonNode> row, String column) {
        JsonNode value = row.get(column);
        return value == null || value.isNull() || value.asText().isBlank()
                ? null
                : value.asText().strip();
    }
}
