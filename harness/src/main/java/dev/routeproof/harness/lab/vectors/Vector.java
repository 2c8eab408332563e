package dev.routeproof.harness.lab.vectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One reference vector: what goes in, what must come out, how exactly.
 *
 * @param tolerance object with {@code abs}, {@code rel}, both or neither, and a {@code note} that may name a looser one
 *     for a key ("estimate 1e-4")
 */
record Vector(String id, String family, Input input, JsonNode expected, JsonNode tolerance) {

    static Vector read(JsonNode node) {
        String about = node.path("where").asText() + " " + node.path("note").asText();
        return new Vector(
                node.path("id").asText(),
                node.path("family").asText(),
                new Input(node.path("input"), about),
                node.path("expected"),
                node.path("tolerance"));
    }
}
