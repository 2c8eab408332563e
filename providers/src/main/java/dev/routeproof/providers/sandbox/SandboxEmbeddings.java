package dev.routeproof.providers.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.wire.WireJson;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;

/** Simulated embeddings: each word hashed to a signed dimension, then scaled to length 1, so that texts with common words lie close. */
final class SandboxEmbeddings {
    static final int DIMENSIONS = 256;

    private SandboxEmbeddings() {}

    /** Answers {@code {"input": text or list of texts, "model": …, "encoding_format": float | base64}}. */
    static Buffer answer(byte[] body) throws IOException {
        JsonNode request = WireJson.MAPPER.readTree(body);
        JsonNode input = request.path("input");
        boolean base64 = request.path("encoding_format").asText().equals("base64");
        ObjectNode answer = WireJson.MAPPER.createObjectNode();
        answer.put("object", "list");
        ArrayNode data = answer.putArray("data");
        int tokens = 0;
        for (JsonNode text :
                input.isArray() ? input : WireJson.MAPPER.createArrayNode().add(input)) {
            ObjectNode entry = data.addObject();
            entry.put("object", "embedding").put("index", data.size() - 1);
            float[] vector = embed(text.asText());
            tokens += SimulatedModel.roughTokens(text.asText());
            if (base64) {
                entry.put("embedding", base64(vector));
            } else {
                ArrayNode numbers = entry.putArray("embedding");
                for (float number : vector) {
                    numbers.add(number);
                }
            }
        }
        answer.put("model", request.path("model").asText());
        answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return Buffer.buffer(WireJson.MAPPER.writeValueAsBytes(answer));
    }

    static float[] embed(String text) {
        float[] vector = new float[DIMENSIONS];
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                long bits = Draws.bits(word);
                vector[(int) Math.floorMod(bits, (long) DIMENSIONS)] += bits < 0 ? -1 : 1;
            }
        }
        double square = 0;
        for (float value : vector) {
            square += value * value;
        }
        float scale = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
