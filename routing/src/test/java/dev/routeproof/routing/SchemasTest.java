package dev.routeproof.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.routing.catalog.CatalogFile;
import dev.routeproof.routing.classify.LinearModelFile;
import dev.routeproof.routing.classify.RulesFile;
import dev.routeproof.routing.config.SchemaText;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.proxy.KeysFile;
import dev.routeproof.routing.config.proxy.ProxyFile;
import dev.routeproof.routing.decide.CandidateFile;
import dev.routeproof.routing.experiment.RolloutFile;
import dev.routeproof.routing.table.TableFile;
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

    static final Map<String, Shape<?>> SHAPES = Map.of(
            "models", CatalogFile.shape(),
            "table", TableFile.shape(),
            "candidate", CandidateFile.shape(),
            "rules", RulesFile.shape(),
            "classifier", LinearModelFile.shape(),
            "proxy", ProxyFile.shape(),
            "rollout", RolloutFile.shape(),
            "keys", KeysFile.shape());

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

    @ParameterizedTest
    @MethodSource("names")
    void everyKeySaysWhatItIs(String name) throws IOException {
        JsonNode schema = JsonMapper.builder().build().readTree(SchemaText.of(name, SHAPES.get(name)));
        assertThat(schema.findParents("properties")).isNotEmpty();
        for (JsonNode properties : schema.findValues("properties")) {
            properties
                    .properties()
                    .forEach(property -> assertThat(property.getValue().has("description")
                                    || property.getValue().has("const"))
                            .as(property.getKey())
                            .isTrue());
        }
    }
}
