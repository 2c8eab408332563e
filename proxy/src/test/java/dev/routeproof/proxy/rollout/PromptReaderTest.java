package dev.routeproof.proxy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"response_format\":{\"type\":\"json_schema\"}",
                "\"text\":{\"format\":{\"type\":\"json_object\"}}",
                "\"output_format\":{\"type\":\"json_schema\",\"schema\":{}}",
                "\"output_config\":{\"effort\":\"low\",\"format\":{\"type\":\"json_schema\",\"schema\":{}}}"
            })
    void everyWayToAskForJsonIsSeen(String field) throws IOException {
        var body = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]," + field + "}";
        assertThat(PromptReader.read(body.getBytes(StandardCharsets.UTF_8)))
                .hasValueSatisfying(prompt -> assertThat(prompt.wantsJson()).isTrue());
    }
}
