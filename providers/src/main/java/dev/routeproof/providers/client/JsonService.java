package dev.routeproof.providers.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.providers.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A service that takes one JSON value and answers with another. Blocks: call it on a virtual thread. Redirects are not
 * followed, answers of more than 8 MiB are cut off as failures.
 */
public final class JsonService implements AutoCloseable {
    private static final long LONGEST_ANSWER = 8 << 20;

    private final URI address;
    private final @Nullable Secret key;
    private final HttpClient http;

    /** @param key sent as a bearer token; null where none is needed */
    public JsonService(URI address, @Nullable Secret key) {
        this.address = address;
        this.key = key;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Timeouts.DEFAULT.connect())
                .build();
    }

    /**
     * Asks once.
     *
     * @param budget for the whole call
     * @throws IOException where no JSON object comes back in time; the message is one line and shows no key
     */
    public JsonNode ask(JsonNode question, Duration budget) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(budget)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireJson.MAPPER.writeValueAsBytes(question)));
        if (key != null) {
            request.header("authorization", "Bearer " + key.reveal());
        }
        HttpResponse<byte[]> response =
                http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        if (response.statusCode() != 200) {
            String words = WireError.parse(response.body()).message();
            throw new IOException(
                    "HTTP " + response.statusCode() + ": " + (key == null ? words : key.redactFrom(words)));
        }
        JsonNode answer = WireJson.MAPPER.readTree(response.body());
        if (answer == null || !answer.isObject()) {
            throw new IOException("the answer is not a JSON object");
        }
        return answer;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
