package dev.routeproof.providers.wire.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.providers.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTranslationTest {
    private static final String COMPLETION = """
            {"model":"gpt","max_completion_tokens":99,"temperature":0.7,"stop":"END","stream":true,"user":"u1",
             "parallel_tool_calls":false,"tool_choice":{"type":"function","function":{"name":"weather"}},
             "tools":[{"type":"function","function":{"name":"weather","description":"d","parameters":{"type":"object"}}}],
             "messages":[
              {"role":"system","content":"Be brief."},{"role":"developer","content":[{"type":"text","text":"Be kind."}]},
              {"role":"user","content":[{"type":"text","text":"What is this?"},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
                {"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]},
              {"role":"assistant","content":null,"tool_calls":[
                {"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}},
                {"id":"c2","type":"function","function":{"name":"weather","arguments":"not json"}}]},
              {"role":"tool","tool_call_id":"c1","content":"sunny"},
              {"role":"tool","tool_call_id":"c2","content":"rain"},
              {"role":"user","content":"And?"}]}""";
    private static final String MESSAGES = """
            {"model":"claude","max_tokens":99,"system":"Be brief.\\n\\nBe kind.","temperature":0.7,
             "stop_sequences":["END"],"stream":true,"metadata":{"user_id":"u1"},
             "tools":[{"name":"weather","description":"d","input_schema":{"type":"object"}}],
             "tool_choice":{"type":"tool","name":"weather","disable_parallel_tool_use":true},
             "messages":[
              {"role":"user","content":[{"type":"text","text":"What is this?"},
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}},
                {"type":"image","source":{"type":"url","url":"https://example.org/a.png"}}]},
              {"role":"assistant","content":[
                {"type":"tool_use","id":"c1","name":"weather","input":{"city":"Rome"}},
                {"type":"tool_use","id":"c2","name":"weather","input":{}}]},
              {"role":"user","content":[
                {"type":"tool_result","tool_use_id":"c1","content":"sunny"},
                {"type":"tool_result","tool_use_id":"c2","content":"rain"},
                {"type":"text","text":"And?"}]}]}""";

    @Test
    void completionBecomesMessages() throws IOException {
        assertThat(tree(Translation.fromOpenAi(0).request(utf8(COMPLETION), "claude")))
                .isEqualTo(tree(utf8(MESSAGES)));
    }

    @Test
    void messagesBecomeCompletion() throws IOException {
        JsonNode to = tree(Translation.fromAnthropic(Dialect.COMMON).request(utf8(MESSAGES), "gpt"));
        assertThat(to).isEqualTo(WireJson.MAPPER.readTree("""
                                {"model":"gpt","max_tokens":99,"temperature":0.7,"stop":["END"],"stream":true,
                                 "stream_options":{"include_usage":true},"user":"u1","parallel_tool_calls":false,
                                 "tools":[{"type":"function","function":{"name":"weather","description":"d","parameters":{"type":"object"}}}],
                                 "tool_choice":{"type":"function","function":{"name":"weather"}},
                                 "messages":[
                                  {"role":"system","content":"Be brief.\\n\\nBe kind."},
                                  {"role":"user","content":[{"type":"text","text":"What is this?"},
                                    {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
                                    {"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]},
                                  {"role":"assistant","content":null,"tool_calls":[
                                    {"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}},
                                    {"id":"c2","type":"function","function":{"name":"weather","arguments":"{}"}}]},
                                  {"role":"tool","tool_call_id":"c1","content":"sunny"},
                                  {"role":"tool","tool_call_id":"c2","content":"rain"},
                                  {"role":"user","content":"And?"}]}"""));
    }

    @Test
    void outputLimitIsAlwaysSentToMessages() throws IOException {
        String bare = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        JsonNode to = tree(Translation.fromOpenAi(0).request(utf8(bare), "claude"));
        assertThat(to.path("max_tokens").asInt()).isEqualTo(4_096);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":2,\"messages\":[]}",
                "{\"logprobs\":true,\"messages\":[]}",
                "{\"response_format\":{\"type\":\"json_object\"},\"messages\":[]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\"}]}]}",
                "{\"modalities\":[\"text\",\"audio\"],\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "{\"web_search_options\":{},\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "{\"functions\":[{\"name\":\"f\"}],\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "{\"stop\":[\"\\n\"],\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":{\"type\":\"allowed_tools\"},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"The\"}]}",
                "{\"messages\":[{\"role\":\"system\",\"content\":\"hi\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:application/pdf;base64,AA\"}}]}]}",
                "[]",
                "{"
            })
    void whatWouldBeLostIsRefused(String body) {
        assertThatThrownBy(() -> Translation.fromOpenAi(0).request(utf8(body), "claude"))
                .isInstanceOf(Untranslatable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"output_format\":{\"type\":\"json_schema\"},\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]",
                "\"output_config\":{\"format\":{\"type\":\"json_schema\"}},\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]",
                "\"mcp_servers\":[{\"type\":\"url\"}],\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]",
                "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"{\"}]",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"f\"}}]}]",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\","
                        + "\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"u\"}}]}]}]"
            })
    void whatACompletionWouldLoseIsRefused(String fields) {
        byte[] body = utf8("{\"max_tokens\":9," + fields + "}");
        assertThatThrownBy(() -> Translation.fromAnthropic(Dialect.COMMON).request(body, "gpt"))
                .isInstanceOf(Untranslatable.class);
    }

    /** Anthropic takes no text of spaces alone, which models write before they call a tool. */
    @Test
    void blankTextsAreLeftOut() throws IOException {
        JsonNode to = tree(Translation.fromOpenAi(0).request(utf8("""
                {"messages":[{"role":"system","content":" "},
                 {"role":"user","content":[{"type":"text","text":""},{"type":"text","text":"hi"}]},
                 {"role":"assistant","content":"\\n\\n","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":""}}]},
                 {"role":"tool","tool_call_id":"a","content":""},
                 {"role":"assistant","content":""},
                 {"role":"user","content":"And?"}]}"""), "claude"));
        assertThat(to.has("system")).isFalse();
        assertThat(to.path("messages")).isEqualTo(WireJson.MAPPER.readTree("""
                [{"role":"user","content":[{"type":"text","text":"hi"}]},
                 {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":""},{"type":"text","text":"And?"}]}]"""));
    }

    @Test
    void anEarlierRefusalIsWhatTheModelSaid() throws IOException {
        JsonNode to = tree(Translation.fromOpenAi(0).request(utf8("""
                {"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":null,"refusal":"I will not."},
                 {"role":"user","content":"Why?"}]}"""), "claude"));
        assertThat(to.at("/messages/1/content/0/text").asText()).isEqualTo("I will not.");
    }

    @Test
    void idsAndPictureTypesThatAnthropicDoesNotTakeAreReworded() throws IOException {
        JsonNode to = tree(Translation.fromOpenAi(0).request(utf8("""
                {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/jpg;base64,AAAA"}}]},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"functions.f:0","type":"function","function":{"name":"f","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"functions.f:0","content":"x"}]}"""), "claude"));
        assertThat(to.at("/messages/0/content/0/source/media_type").asText()).isEqualTo("image/jpeg");
        assertThat(to.at("/messages/1/content/0/id").asText()).isEqualTo("functions_f_0");
        assertThat(to.at("/messages/2/content/0/tool_use_id").asText()).isEqualTo("functions_f_0");
    }

    @Test
    void anEmptySchemaIsOneOfAnObject() throws IOException {
        JsonNode to = tree(Translation.fromOpenAi(0).request(utf8("""
                {"tools":[{"type":"function","function":{"name":"f","parameters":{}}}],
                 "messages":[{"role":"user","content":"hi"}]}"""), "claude"));
        assertThat(to.at("/tools/0/input_schema")).isEqualTo(WireJson.MAPPER.readTree("{\"type\":\"object\"}"));
    }

    /** Newer models of Anthropic take one of the two: the one that says nothing is left out. */
    @ParameterizedTest
    @CsvSource({"0.2, 1, 0.2, ", "1.5, 0.9, , 0.9", "1, 1, 1.0, ", "0.2, 0.9, 0.2, 0.9", "1.5, , 1.0, "})
    void aSamplingParameterThatChangesNothingIsNotSentBesideTheOther(
            @Nullable String temperature, @Nullable String topP, @Nullable String sent, @Nullable String sentTopP)
            throws IOException {
        String fields = "\"temperature\":" + temperature + (topP == null ? "" : ",\"top_p\":" + topP);
        JsonNode to = tree(Translation.fromOpenAi(0)
                .request(utf8("{" + fields + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"), "claude"));
        assertThat(to.path("temperature").asText(null)).isEqualTo(sent);
        assertThat(to.path("top_p").asText(null)).isEqualTo(sentTopP);
    }

    @Test
    void aModelThatTakesNoSamplingParametersIsSentNone() throws IOException {
        Dialect none = Dialect.COMMON.without(
                WireError.parse(utf8("{\"error\":{\"message\":\"`temperature` is deprecated for this model.\"}}")));
        String body =
                "{\"temperature\":0.2,\"top_p\":0.9,\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        for (Translation translation : List.of(Translation.fromOpenAi(0, none), Translation.fromAnthropic(none))) {
            JsonNode to = tree(translation.request(utf8(body), "m"));
            assertThat(to.has("temperature") || to.has("top_p")).isFalse();
        }
    }

    @Test
    void errorsKeepTheirMessage() throws IOException {
        String anthropic = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
        assertThat(tree(Translation.fromOpenAi(0).error(529, utf8(anthropic)))
                        .at("/error/message")
                        .asText())
                .isEqualTo("Overloaded");
        String openAi = "{\"error\":{\"message\":\"slow down\",\"type\":\"requests\",\"code\":null}}";
        assertThat(tree(Translation.fromAnthropic(Dialect.COMMON).error(429, utf8(openAi))))
                .isEqualTo(WireJson.MAPPER.readTree(
                        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"}}"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte[] bytes) throws IOException {
        return WireJson.MAPPER.readTree(bytes);
    }
}
