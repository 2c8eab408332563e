package dev.routeproof.routing.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A shape as a JSON Schema file (draft 2020-12), for editors and for {@code harness check}. */
public final class SchemaText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SchemaText() {}

    /** The file's text, indented by two spaces; {@code title} says what is described, such as {@code models.yaml}. */
    public static String of(String title, Shape<?> shape) {
        ObjectNode schema = Shapes.object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", title);
        schema.setAll(shape.schema());
        var indent = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        try {
            return JSON.writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
