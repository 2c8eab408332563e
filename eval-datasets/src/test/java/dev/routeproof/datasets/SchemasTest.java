package dev.routeproof.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.config.SchemaText;
import dev.routeproof.routing.config.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code scripts/schemas} runs this with {@code -Dgolden=write}, which writes the files instead of comparing them. */
class SchemasTest {
    static final Path FOLDER = Path.of(System.getProperty("routeproof.root", ".."), "schemas");

    static final Map<String, Shape<?>> SHAPES =
            Map.of("card", DatasetShapes.cardFile(), "dataset-line", DatasetShapes.sampleLine());

    static Stream<String> names() {
        return SHAPES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theCommittedSchemaIsWhatTheReaderReads(String name) throws IOException {
        Path file = FOLDER.resolve(name + ".schema.json");
        String text = SchemaText.of(name, SHAPES.get(name));
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file).content().as("run scripts/schemas").isEqualTo(text);
    }
}
