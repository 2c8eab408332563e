package dev.routeproof.providers.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.providers.sandbox.AnswerKey;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.config.BrokenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedModelsTest {
    private static final String LINES = """
            {"item": "q1", "model": "m", "output": "one two three"}
            {"item": "q2", "model": "m", "output": "x", "input_tokens": 120, "output_tokens": 80, "latency_ms": 900}

            {"item": "q3", "model": "m", "output": " "}
            {"item": "q1", "model": "other", "output": "not asked for"}
            """;

    @TempDir
    private Path folder;

    private ModelClient open(String name, String lines) throws IOException {
        Path file = folder.resolve(name);
        if (name.endsWith(".gz")) {
            try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
                gzip.write(lines.getBytes(StandardCharsets.UTF_8));
            }
        } else {
            Files.writeString(file, lines);
        }
        return open(file);
    }

    private static ModelClient open(Path file) {
        Model model = model(file);
        var models = new LinkedHashMap<ModelId, Model>();
        models.put(model.id(), model);
        var catalog = new Catalog(models, Map.of(model.provider().id(), model.provider()));
        return ModelClients.open(catalog, name -> null, AnswerKey.EMPTY);
    }

    private static Model model(Path file) {
        var provider = new Provider("rec", Wire.RECORDED, null, null, 32, null, file);
        return new Model(new ModelId("id"), provider, "m", Tier.SMALL, new Prices(1, 1, 1), 8_000, Set.of(), null);
    }

    private static ChatCall call(@Nullable String item) {
        return new ChatCall(model(Path.of("any")), Prompt.of("question"), List.of(), null, null, 0, item);
    }

    @Test
    void tokensNotRecordedAreEstimatedAndLatencyIsNotMeasured() throws IOException {
        for (String name : List.of("plain.jsonl", "packed.jsonl.gz")) {
            try (ModelClient client = open(name, LINES)) {
                assertThat(client.call(call("q1"))).isInstanceOfSatisfying(Outcome.Completed.class, completed -> {
                    Answer answer = completed.answer();
                    assertThat(answer.text()).isEqualTo("one two three");
                    assertThat(answer.usage().source()).isEqualTo(Usage.Source.ESTIMATED);
                    assertThat(answer.usage().outputTokens()).isEqualTo(3);
                    assertThat(answer.timing()).isEqualTo(Timing.NOT_MEASURED);
                });
            }
        }
    }

    @Test
    void recordedTokensAndLatencyAreTaken() throws IOException {
        try (ModelClient client = open("plain.jsonl", LINES)) {
            assertThat(client.call(call("q2"))).isInstanceOfSatisfying(Outcome.Completed.class, completed -> {
                Answer answer = completed.answer();
                assertThat(answer.usage()).isEqualTo(new Usage(120, 0, 80, 0, Usage.Source.REPORTED));
                assertThat(answer.timing().total()).isEqualTo(Duration.ofMillis(900));
                assertThat(answer.timing().firstToken()).isNull();
            });
        }
    }

    @Test
    void missingItemIsNotApplicableAndAnEmptyAnswerIsAFailure() throws IOException {
        try (ModelClient client = open("plain.jsonl", LINES)) {
            assertThat(client.call(call("q9"))).isInstanceOf(Outcome.NotApplicable.class);
            assertThat(client.call(call(null))).isInstanceOf(Outcome.NotApplicable.class);
            assertThat(client.call(call("q3"))).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void unreadableLinesAreAllReportedWithTheirPlace() {
        assertThatThrownBy(() -> open("bad.jsonl", LINES + "{\"item\": \"q4\"}\nnot json\n"))
                .isInstanceOf(BrokenFile.class)
                .hasMessageContaining("bad.jsonl:6:1  the line cannot be read: 'item', 'model' and 'output' are needed")
                .hasMessageContaining("bad.jsonl:7:1  the line cannot be read");
    }

    @Test
    void missingFileIsSaid() {
        assertThatThrownBy(() -> open(folder.resolve("none.jsonl")))
                .isInstanceOf(BrokenFile.class)
                .hasMessageContaining("the file does not exist");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        for (String name : List.of("plain.jsonl", "packed.jsonl.gz")) {
            try (ModelClient client = open(name, "\uFEFF" + LINES)) {
                assertThat(client.call(call("q1"))).isInstanceOf(Outcome.Completed.class);
            }
        }
    }

    @Test
    void twoAnswersToOneItemAreRefusedWithBothLines() {
        assertThatThrownBy(() ->
                        open("twice.jsonl", LINES + "{\"item\": \"q2\", \"model\": \"m\", \"output\": \"another\"}\n"))
                .isInstanceOf(BrokenFile.class)
                .hasMessageContaining("twice.jsonl:6")
                .hasMessageContaining("item 'q2' of model 'm' stands already in line 2");
    }
}
