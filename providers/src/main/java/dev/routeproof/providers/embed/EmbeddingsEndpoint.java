package dev.routeproof.providers.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.client.JsonService;
import dev.routeproof.providers.client.Secret;
import dev.routeproof.providers.wire.Endpoints;
import dev.routeproof.providers.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An OpenAI-compatible {@code /v1/embeddings}. Blocks: call it on a virtual thread. */
public final class EmbeddingsEndpoint implements Embedder {
    private static final int MOST_DIMENSIONS = 16_384;

    private final JsonService service;
    private final String model;

    /**
     * @param baseUrl the provider's, as in the catalog
     * @param model the provider's name of the embedding model
     */
    public EmbeddingsEndpoint(URI baseUrl, @Nullable Secret key, String model) {
        this.service = new JsonService(Endpoints.below(baseUrl, "embeddings"), key);
        this.model = model;
    }

    @Override
    public float[] embed(String text, Duration budget) throws IOException, InterruptedException {
        return embed(List.of(text), budget).getFirst();
    }

    /**
     * One vector per text, in the order of the texts, as the provider scaled them.
     *
     * @throws IOException where the vectors do not come within the budget, or are not one per text, all of one length
     */
    public List<float[]> embed(List<String> texts, Duration budget) throws IOException, InterruptedException {
        ObjectNode question = WireJson.MAPPER.createObjectNode().put("model", model);
        question.put("encoding_format", "float");
        ArrayNode input = question.putArray("input");
        texts.forEach(input::add);
        JsonNode data = service.ask(question, budget).path("data");
        List<float[]> vectors = new ArrayList<>(Collections.nCopies(texts.size(), new float[0]));
        for (int i = 0; i < data.size(); i++) {
            int place = data.path(i).path("index").asInt(i);
            if (place < 0 || place >= vectors.size()) {
                throw new IOException("a vector has index " + place + " for " + texts.size() + " texts");
            }
            vectors.set(place, vector(data.path(i).path("embedding")));
        }
        int dimensions = vectors.isEmpty() ? 0 : vectors.getFirst().length;
        for (float[] vector : vectors) {
            if (vector.length == 0 || vector.length != dimensions) {
                throw new IOException("the answer does not have one vector of equal length per text");
            }
        }
        return vectors;
    }

    private static float[] vector(JsonNode numbers) throws IOException {
        if (numbers.size() > MOST_DIMENSIONS) {
            throw new IOException("a vector has more than " + MOST_DIMENSIONS + " dimensions");
        }
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            double number = numbers.path(i).asDouble(Double.NaN);
            if (!Double.isFinite(number)) {
                throw new IOException("a vector holds something that is no number");
            }
            vector[i] = (float) number;
        }
        return vector;
    }

    @Override
    public void close() {
        service.close();
    }
}
