package dev.routeproof.routing.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.config.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedCatalogsTest {
    static final Path ROOT = Path.of(System.getProperty("routeproof.root", ".."));

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleLoads(Path file) {
        assertThat(CatalogFile.load(file).orThrow().all()).isNotEmpty();
    }

    @Test
    void thereIsAnExampleForEveryProviderNamedInTheReadme() throws IOException {
        assertThat(examples().map(file -> file.getFileName().toString()))
                .contains(
                        "openai.yaml",
                        "anthropic.yaml",
                        "groq.yaml",
                        "mistral.yaml",
                        "deepseek.yaml",
                        "gemini.yaml",
                        "together.yaml",
                        "ollama.yaml",
                        "vllm.yaml");
    }

    @Test
    void theDefaultCatalogNeedsNoKeyAndIsSimulatedThroughout() {
        Catalog catalog = CatalogFile.load(ROOT.resolve("models.yaml")).orThrow();
        assertThat(catalog.all()).hasSizeGreaterThanOrEqualTo(6).allMatch(Model::simulated);
        assertThat(MissingKeys.find(ROOT.resolve("models.yaml"), catalog.all(), name -> null))
                .isEmpty();
    }

    @Test
    void aMissingKeyIsNamedWithItsPlaceAndNotItsValue() {
        Path file = ROOT.resolve("examples/openai.yaml");
        List<Model> models = CatalogFile.load(file).orThrow().all();
        assertThat(MissingKeys.find(file, models, name -> null).orElseThrow().render())
                .contains("openai.yaml:4:")
                .contains("environment variable OPENAI_API_KEY is not set, and provider 'openai' needs its key");
        assertThat(MissingKeys.find(file, models, name -> "sk-x")).isEmpty();
        assertThat(MissingKeys.find(file, models, Env.of(java.util.Map.of("OPENAI_API_KEY", " "))))
                .isPresent();
    }

    @Test
    void theHashFollowsTheMeaningAndNotTheSpelling() throws IOException {
        String text = Files.readString(ROOT.resolve("examples/vllm.yaml"));
        Path folder = Files.createTempDirectory("catalog");
        Path same = Files.writeString(
                folder.resolve("same.yaml"),
                "# other words\n" + text.replace(": [tools, json, reasoning]", ":  [json, reasoning, tools]"));
        Path other = Files.writeString(folder.resolve("other.yaml"), text.replace("0.30", "0.31"));
        String hash =
                CatalogFile.load(ROOT.resolve("examples/vllm.yaml")).orThrow().contentHash();
        assertThat(CatalogFile.load(same).orThrow().contentHash()).isEqualTo(hash);
        assertThat(CatalogFile.load(other).orThrow().contentHash()).isNotEqualTo(hash);
    }
}
