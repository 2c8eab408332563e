package dev.routeproof.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Strings are walked over eight bytes at a time: what ends or breaks them may stand at any of the eight. */
class JsonScanTest {
    private static final ObjectMapper STRICT = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    @Test
    void theModelIsFoundBehindAStringOfAnyLength() throws Exception {
        for (int length = 0; length < 40; length++) {
            byte[] body = bytes("{\"a\":\"" + "x".repeat(length) + "\",\"model\":\"m1\",\"stream\":true}");
            var found = JsonScan.scan(body);
            assertThat(found.model()).isEqualTo("m1");
            assertThat(found.stream()).isTrue();
            assertThat(new String(
                            body, found.modelStart(), found.modelEnd() - found.modelStart(), StandardCharsets.UTF_8))
                    .isEqualTo("\"m1\"");
        }
    }

    @Test
    void everyByteAtEveryPlaceIsJudgedAsJacksonDoes() {
        for (int length = 1; length < 20; length++) {
            for (int place = 0; place < length; place++) {
                for (int b = 0; b < 256; b++) {
                    byte[] body = bytes("{\"a\":\"" + "x".repeat(length) + "\"}");
                    body[6 + place] = (byte) b;
                    assertThat(accepted(body))
                            .as("byte %d at %d of %d", b, place, length)
                            .isEqualTo(jacksonAccepts(body));
                }
            }
        }
    }

    @Test
    void whatJacksonReadsIsAcceptedAndWhatItRefusesIsRefused() {
        var random = new SplittableRandom(7);
        String[] parts = {
            "plain text ",
            "\\n",
            "\\\"",
            "\\\\",
            "\\u00e9",
            "\\ud83d\\ude00",
            "\u00e9",
            "\u6f22",
            "\ud83d\ude00",
            "\"",
            "\\",
            "\\u12",
            "\\x",
            "\u0001",
            "\t",
            " ",
            "{}",
            "0123456789abcdef"
        };
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                text.append(parts[random.nextInt(random.nextInt(3) == 0 ? parts.length : 9)]);
            }
            byte[] body = bytes("{\"k\":[\"" + text + "\",1],\"model\":\"m\"}");
            boolean accepted = accepted(body);
            good += accepted ? 1 : 0;
            assertThat(accepted).as(text.toString()).isEqualTo(jacksonAccepts(body));
        }
        assertThat(good).isBetween(5_000, 18_000);
    }

    @Test
    void aStringMayBeFourMebibytesLongAndNotAByteMore() throws Exception {
        String most = "y".repeat(JsonScan.MAX_STRING - 1);
        assertThat(JsonScan.scan(bytes("{\"a\":\"" + most + "\"}")).model()).isNull();
        assertThatThrownBy(() -> JsonScan.scan(bytes("{\"a\":\"" + most + "y\"}")))
                .isInstanceOf(JsonScan.Malformed.class)
                .hasMessageContaining("4 MiB");
        assertThatThrownBy(() -> JsonScan.scan(bytes("{\"a\":\"endless")))
                .isInstanceOf(JsonScan.Malformed.class)
                .hasMessageContaining("does not end");
    }

    private static boolean accepted(byte[] body) {
        try {
            JsonScan.scan(body);
            return true;
        } catch (JsonScan.Malformed refused) {
            return false;
        }
    }

    private static boolean jacksonAccepts(byte[] body) {
        try (var parser = STRICT.createParser(body)) {
            STRICT.readTree(parser);
            return parser.nextToken() == null && wellFormed(body);
        } catch (IOException refused) {
            return false;
        }
    }

    /** Jackson is lenient about UTF-8 and about surrogates that are written out alone. */
    private static boolean wellFormed(byte[] body) throws IOException {
        StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(body));
        String text = STRICT.readTree(body).toString();
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
