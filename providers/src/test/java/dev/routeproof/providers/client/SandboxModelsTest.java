package dev.routeproof.providers.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.sandbox.AnswerKey;
import dev.routeproof.providers.sandbox.AnswerKey.Answers;
import dev.routeproof.providers.sandbox.SandboxServer;
import dev.routeproof.providers.wire.WireJson;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.SandboxProfile;
import dev.routeproof.routing.catalog.SandboxProfile.FirstToken;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SandboxModelsTest {
    private static final TaskType SIMPLE = new TaskType("simple");

    private static Catalog catalog(double accuracy, double errorRate) {
        var provider = new Provider("sandbox", Wire.SANDBOX, null, null, 32, null, null);
        var profile = new SandboxProfile(Map.of("simple", accuracy), 50, new FirstToken(0, 0), 0, errorRate, 7);
        var model = new Model(
                new ModelId("sandbox-small"),
                provider,
                "small",
                Tier.SMALL,
                new Prices(1, 1, 1),
                8_000,
                Set.of(),
                profile);
        var models = new LinkedHashMap<ModelId, Model>();
        models.put(model.id(), model);
        return new Catalog(models, Map.of(provider.id(), provider));
    }

    private static AnswerKey knows(String prompt, String right, String wrong) {
        String hash = Prompt.of(prompt).contentHash();
        return asked -> asked.equals(hash) ? Optional.of(new Answers(SIMPLE, right, wrong)) : Optional.empty();
    }

    private static Outcome ask(Catalog catalog, AnswerKey key, String text, @Nullable Integer maxTokens) {
        try (ModelClient client = ModelClients.open(catalog, name -> null, key)) {
            return ask(client, catalog, text, maxTokens);
        }
    }

    private static Outcome ask(ModelClient client, Catalog catalog, String text, @Nullable Integer maxTokens) {
        return client.call(
                new ChatCall(catalog.all().getFirst(), Prompt.of(text), List.of(), maxTokens, null, 0, null));
    }

    @Test
    void answersRightlyOrWronglyByItsAccuracy() {
        AnswerKey key = knows("2+2?", "4 🚀", "5");
        assertThat(ask(catalog(1, 0), key, "2+2?", null)).isInstanceOfSatisfying(Outcome.Completed.class, completed -> {
            Answer answer = completed.answer();
            assertThat(answer.text()).isEqualTo("4 🚀");
            assertThat(answer.usage().source()).isEqualTo(Usage.Source.REPORTED);
            assertThat(answer.usage().outputTokens()).isPositive();
            assertThat(answer.servedModel()).isEqualTo("small");
        });
        assertThat(ask(catalog(0, 0), key, "2+2?", null))
                .isInstanceOfSatisfying(
                        Outcome.Completed.class,
                        completed -> assertThat(completed.answer().text()).isEqualTo("5"));
    }

    @Test
    void promptItDoesNotKnowGetsAMadeUpAnswer() {
        assertThat(ask(catalog(1, 0), AnswerKey.EMPTY, "anything", null)).isInstanceOf(Outcome.Completed.class);
    }

    @Test
    void tokenLimitTruncates() {
        AnswerKey key = knows("long?", "a rather long answer of many words", "no");
        assertThat(ask(catalog(1, 0), key, "long?", 2)).isInstanceOf(Outcome.Truncated.class);
    }

    @Test
    void failurePassesOnTheSecondTry() {
        Catalog failing = catalog(1, 1);
        try (ModelClient client = ModelClients.open(failing, name -> null, AnswerKey.EMPTY)) {
            assertThat(ask(client, failing, "hi", null)).isInstanceOf(Outcome.Failed.class);
            assertThat(ask(client, failing, "hi", null)).isInstanceOf(Outcome.Completed.class);
        }
    }

    @Test
    void toolCallIsMadeWhereToolsAreOffered() throws IOException {
        AnswerKey key = knows("weather?", "{\"name\": \"weather\", \"arguments\": {\"city\": \"Rome\"}}", "no idea");
        Catalog catalog = catalog(1, 0);
        var tool = WireJson.MAPPER.readTree("{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}");
        try (ModelClient client = ModelClients.open(catalog, name -> null, key)) {
            var call =
                    new ChatCall(catalog.all().getFirst(), Prompt.of("weather?"), List.of(tool), null, null, 0, null);
            assertThat(client.call(call))
                    .isInstanceOfSatisfying(
                            Outcome.Completed.class,
                            completed -> assertThat(completed.answer().toolCalls())
                                    .containsExactly(new Answer.ToolCall("weather", "{\"city\":\"Rome\"}")));
        }
    }

    @Test
    void standsAloneAsAServer() throws Exception {
        try (SandboxServer server = SandboxServer.start(catalog(1, 0), AnswerKey.EMPTY, 0);
                HttpClient http = HttpClient.newHttpClient()) {
            String chat =
                    "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]}";
            var answer = post(http, server, "/chat/completions", chat);
            assertThat(WireJson.MAPPER
                            .readTree(answer.body())
                            .at("/choices/0/finish_reason")
                            .asText())
                    .isEqualTo("stop");
            assertThat(answer.headers().firstValue("x-sandbox-right")).contains("true");
            assertThat(post(http, server, "/chat/completions", chat.replace("small", "huge"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(post(http, server, "/chat/completions", "{").statusCode())
                    .isEqualTo(400);
            assertThat(server.requests()).isEqualTo(1);
            var embeddings = post(http, server, "/embeddings", "{\"model\":\"e\",\"input\":[\"a b\",\"a b\"]}");
            var data = WireJson.MAPPER.readTree(embeddings.body()).path("data");
            assertThat(data.at("/0/embedding")).hasSize(256).isEqualTo(data.at("/1/embedding"));
            URI models = URI.create(server.baseUrl() + "/models");
            var list = http.send(HttpRequest.newBuilder(models).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(list.body()).contains("\"small\"");
        }
    }

    private static HttpResponse<String> post(HttpClient http, SandboxServer server, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
