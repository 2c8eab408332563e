package dev.routeproof.providers.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.providers.client.Secret;
import dev.routeproof.providers.sandbox.FaultServer;
import dev.routeproof.providers.sandbox.Faults;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class EmbeddingsEndpointTest {
    private static final Duration BUDGET = Duration.ofSeconds(5);

    @Test
    void vectorsComeInTheOrderOfTheTexts() throws Exception {
        String body = "{\"data\":[{\"index\":1,\"embedding\":[0.5,1]},{\"index\":0,\"embedding\":[2,-3]}]}";
        try (var server = FaultServer.start(Faults.raw(200, "application/json", body));
                var endpoint = new EmbeddingsEndpoint(server.baseUrl(), new Secret("k"), "small")) {
            List<float[]> vectors = endpoint.embed(List.of("a", "b"), BUDGET);
            assertThat(vectors.get(0)).containsExactly(2, -3);
            assertThat(vectors.get(1)).containsExactly(0.5f, 1);
            assertThat(server.requests().getFirst().path()).isEqualTo("/v1/embeddings");
            assertThat(server.requests().getFirst().header("authorization")).isEqualTo("Bearer k");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1,2]}]}",
                "{\"data\":[{\"index\":7,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[\"x\"]},{\"index\":1,\"embedding\":[1]}]}",
                "[]"
            })
    void anythingButOneVectorPerTextIsAFailure(String body) {
        try (var server = FaultServer.start(Faults.raw(200, "application/json", body));
                var endpoint = new EmbeddingsEndpoint(server.baseUrl(), null, "small")) {
            assertThatThrownBy(() -> endpoint.embed(List.of("a", "b"), BUDGET)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusalDoesNotShowTheKey() {
        try (var server = FaultServer.start(Faults.status(401, "bad key marker-9"));
                var endpoint = new EmbeddingsEndpoint(server.baseUrl(), new Secret("marker-9"), "small")) {
            assertThatThrownBy(() -> endpoint.embed(List.of("a"), BUDGET)).hasMessage("HTTP 401: bad key ***");
        }
    }
}
