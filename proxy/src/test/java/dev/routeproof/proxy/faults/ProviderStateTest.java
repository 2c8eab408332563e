package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.evidence.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the candidate's arm, what a provider keeps decides who can be asked. */
@Faults
class ProviderStateTest {
    private static final String TABLE = """
            id: next
            default: large
            routes:
              simple: {eco: MODEL, balanced: MODEL, sport: MODEL}
            """;

    private static String chosen(String model, String path, String fields) throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var other = ScriptedUpstream.answering(Wire.good(false));
                var arm = new CandidateArm(
                        """
                        providers:
                          up: {wire: openai, base_url: '%s'}
                          other: {wire: openai, base_url: '%s'}
                        models:
                          - {id: large, provider: up, name: large-wire, tier: large, input: 1, output: 2, context: 128000}
                          - {id: %s, provider: %s, name: small-wire, tier: small, input: 0.1, output: 0.2, context: 128000}
                        """.formatted(upstream.baseUrl(), other.baseUrl(), model, model.equals("far") ? "other" : "up"),
                        TABLE.replace("MODEL", model),
                        "large",
                        "",
                        Rig.SHORT)) {
            String text = "hi " + Marks.PROMPT;
            String prompt = path.equals("/v1/responses")
                    ? "'input':'" + text + "'"
                    : "'messages':[{'role':'user','content':'" + text + "'}]";
            String body = ("{'model':'default'," + prompt + fields + "}").replace('\'', '"');
            assertThat(arm.ask(path, body).status()).isEqualTo(200);
            arm.rig.outcome();
            var decision = arm.rig.all(Event.Decision.class).getFirst();
            assertThat(decision.reason().contains("state is with the default's provider"))
                    .isEqualTo(model.equals("far") && decision.servedModel().equals("large"));
            return decision.servedModel();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'store':true",
                ",'store':null",
                ",'store':false,'previous_response_id':'resp_1'",
                ",'store':false,'conversation':'conv_1'",
                ",'store':false,'conversation':{'id':'conv_1'}",
                ",'store':false,'background':true",
                ",'store':false,'prompt':{'id':'pmpt_1'}"
            })
    void stateKeepsAResponseWithTheDefaultsProvider(String fields) throws Exception {
        assertThat(chosen("far", "/v1/responses", fields)).isEqualTo("large");
        assertThat(chosen("near", "/v1/responses", fields))
                .as("another model of the same provider knows it")
                .isEqualTo("near");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'store':false",
                ",'store':false,'previous_response_id':null,'conversation':null,'background':false",
                ",'store':false,'metadata':{'previous_response_id':'resp_1','store':true}"
            })
    void aResponseWithoutStateIsRouted(String fields) throws Exception {
        assertThat(chosen("far", "/v1/responses", fields)).isEqualTo("far");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'store':false", ",'store':null", ",'conversation':'mine'"})
    void aChatIsRouted(String fields) throws Exception {
        assertThat(chosen("far", "/v1/chat/completions", fields)).isEqualTo("far");
    }

    @Test
    void aChatThatIsToBeKeptStaysWithTheDefaultsProvider() throws Exception {
        assertThat(chosen("far", "/v1/chat/completions", ",'store':true")).isEqualTo("large");
    }
}
