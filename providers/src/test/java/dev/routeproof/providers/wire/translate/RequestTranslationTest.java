package dev.routeproof.providers.wire.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.providers.wire.Dialect;
import dev.routeproof.providers.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTranslationTest {
    private static final String COMPLETION = """
            {"model":"gpt","max_completion_tokens":99,"temperature":1.5,"top_p":0.9,"stop":"END","stream":true,"user":"u1",
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
            {"model":"claude","max_tokens":99,"system":"Be brief.\\n\\nBe kind.","temperature":1.0,"top_p":0.9,
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
                                {"model":"gpt","max_tokens":99,"temperature":1.0,"top_p":0.9,"stop":["END"],"stream":true,
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
                "[]",
                "{"
            })
    void whatWouldBeLostIsRefused(String body) {
        assertThatThrownBy(() -> Translation.fromOpenAi(0).request(utf8(body), "claude"))
                .isInstanceOf(Untranslatable.class);
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
