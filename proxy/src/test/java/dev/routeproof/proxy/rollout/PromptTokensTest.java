package dev.routeproof.proxy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTokensTest {
    private static final String PICTURE = "iVBORw0KGgo/+AAA".repeat(100_000);

    private static long of(String body) {
        return PromptTokens.of(body.getBytes(StandardCharsets.UTF_8));
    }

    /** 1.6 MB are no 400,000 tokens: such a request fits every context window and costs cents, not dollars. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,%s\"}}",
                "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\": \"%s\"}}",
                "{\"type\":\"file\",\"file\":{\"file_data\":\"data:application\\/pdf;base64,%s\"}}",
                "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"%s\",\"format\":\"wav\"}}"
            })
    void aFileInBase64CountsAsAPictureWhateverItsSize(String part) {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}";
        long words = of(body.formatted(""));
        assertThat(of(body.formatted(PICTURE))).isBetween(words + 1_000, words + 1_002);
        String two = "{\"messages\":[{\"role\":\"user\",\"content\":[" + part + "," + part + "]}]}";
        assertThat(of(two.formatted(PICTURE, PICTURE))).isBetween(2_000L, 2_200L);
    }

    @Test
    void textIsFourBytesToAToken() {
        assertThat(of("")).isZero();
        assertThat(of("{\"a\":1}")).isEqualTo(2);
        String text = "{\"content\":\"" + PICTURE + "\"}";
        assertThat(of(text)).as("a text, however odd").isEqualTo((text.length() + 3) / 4);
    }
}
