package dev.routeproof.routing.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.routing.catalog.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-05-01T10:00:00.007Z");

    @Test
    void aDecisionIsWrittenFieldByField() {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("simple", 0.9123456789);
        scores.put("co\"de", 1e-9);
        var candidate = new Event.CandidateDecision(
                "q4", "simple", 0.9123456789, scores, "rules", 14, false, "small", "route", new Money(210_000), null);
        var decision = new Event.Decision(
                AT,
                "r1",
                "g1",
                0,
                "canary",
                "e1",
                "c1",
                null,
                "user",
                "candidate",
                new Event.Propensities(0.855, 0.095, 0.05),
                "balanced",
                "search",
                null,
                null,
                "default",
                "small",
                false,
                "route",
                310,
                List.of(candidate, candidate),
                "abc",
                "what\nis \u20ac 5?");
        String written = "{\"id\":\"q4\",\"task_type\":\"simple\",\"confidence\":0.912346,"
                + "\"scores\":{\"simple\":0.912346,\"co\\\"de\":0.0},\"stage\":\"rules\",\"stage_micros\":14,\"late\":false,"
                + "\"model\":\"small\",\"reason\":\"route\",\"cost_estimated_usd\":0.00021}";
        assertThat(EventJson.text("b-1", decision))
                .isEqualTo("{\"kind\":\"decision\",\"event_id\":\"b-1\",\"at\":\"2026-05-01T10:00:00.007Z\",\"v\":1,"
                        + "\"request_id\":\"r1\",\"attempt_group\":\"g1\",\"retry\":0,\"phase\":\"canary\",\"epoch\":\"e1\","
                        + "\"config\":\"c1\",\"unit\":null,\"unit_kind\":\"user\",\"arm\":\"candidate\","
                        + "\"propensities\":{\"control\":0.855,\"candidate\":0.095,\"holdout\":0.05},\"mode\":\"balanced\","
                        + "\"feature\":\"search\",\"project\":null,\"key_id\":null,\"requested_model\":\"default\","
                        + "\"served_model\":\"small\",\"override\":false,\"reason\":\"route\",\"tokens_estimated\":310,"
                        + "\"candidates\":[" + written + "," + written + "],\"prompt_hash\":\"abc\","
                        + "\"content\":\"what\\nis \u20ac 5?\"}");
    }

    @Test
    void everyTextComesBackFromAnyReader() throws Exception {
        var random = new SplittableRandom(5);
        for (int round = 0; round < 3_000; round++) {
            var text = new StringBuilder();
            int most = switch (random.nextInt(4)) {
                case 0 -> 0x80;
                case 1 -> 0x900;
                case 2 -> 0xd800;
                default -> 0x110000;
            };
            for (int length = random.nextInt(40); length > 0; length--) {
                int point = random.nextInt(most);
                if (point < 0xd800 || point > 0xdfff) {
                    text.appendCodePoint(point);
                }
            }
            assertThat(read(text.toString()).path("note").asText()).isEqualTo(text.toString());
        }
        assertThat(read("cut \ud83d").path("note").asText()).isEqualTo("cut \ud83d");
        assertThat(read("\ude00 cut").path("note").asText()).isEqualTo("\ude00 cut");
    }

    @Test
    void everyNumberComesBackExactly() throws Exception {
        var random = new SplittableRandom(6);
        double[] known = {0, 1, -1, 100, 0.1, 1e-9, -1e-9, 0.5e-9, 8_999_999.999999999, 1e7, 1e300, 5e-324, 1 / 3.0};
        for (double number : known) {
            assertThat(numbered(number)).isEqualTo(number);
        }
        for (int round = 0; round < 20_000; round++) {
            double number = switch (random.nextInt(3)) {
                case 0 -> random.nextInt(-1_000_000, 1_000_000) / 1_000.0;
                case 1 -> random.nextLong(9_000_000_000_000_000L) / 1e9;
                default -> Double.longBitsToDouble(random.nextLong());
            };
            if (Double.isFinite(number)) {
                assertThat(numbered(number)).isEqualTo(number);
            }
        }
        var json = new Frame.Buffer(1);
        json.object();
        json.number("none", Double.NaN);
        json.number("less", -0.25);
        json.whole("least", Long.MIN_VALUE);
        json.whole("most", Long.MAX_VALUE);
        json.billionths("cost", 12_000_000_001L);
        json.endObject();
        assertThat(json.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"none\":null,\"less\":-0.25,\"least\":-9223372036854775808,\"most\":9223372036854775807,"
                        + "\"cost\":12.000000001}");
    }

    private static double numbered(double number) throws Exception {
        var json = new Frame.Buffer(1);
        json.object();
        json.number("n", number);
        json.endObject();
        return JSON.readTree(json.toByteArray()).path("n").asDouble();
    }

    private static JsonNode read(String text) throws Exception {
        var json = new Frame.Buffer(1);
        json.object();
        json.text("note", text);
        json.whole("after", 7);
        json.endObject();
        JsonNode tree = JSON.readTree(json.toByteArray());
        assertThat(tree.path("after").asInt()).isEqualTo(7);
        return tree;
    }

    /** The text of a second is kept for the next time: forth and back, and in another place of the same buffer. */
    @Test
    void timesAreThoseOfTheirEventsHoweverTheyFollow() throws Exception {
        var random = new SplittableRandom(11);
        var json = new Frame.Buffer(16);
        Instant at = AT;
        for (int i = 0; i < 2_000; i++) {
            at = random.nextInt(5) == 0 ? AT.plusMillis(random.nextLong(90_000_000_000L)) : at.plusMillis(3);
            json.reset();
            EventJson.write(json, "b-1", new Event.Gap(at, at.minusSeconds(1), at.plusMillis(1), 1, "queue full"));
            JsonNode written = JSON.readTree(json.toByteArray());
            assertThat(Instant.parse(written.get("at").asText())).isEqualTo(at);
            assertThat(Instant.parse(written.get("from").asText())).isEqualTo(at.minusSeconds(1));
            assertThat(Instant.parse(written.get("to").asText())).isEqualTo(at.plusMillis(1));
            assertThat(written.get("at").asText()).hasSize(24);
        }
    }
}
