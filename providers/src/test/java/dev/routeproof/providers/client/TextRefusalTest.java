package dev.routeproof.providers.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRefusalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I can't assist with that.",
                "I’m sorry, but I can’t help with that request.",
                "Sorry, I cannot help with that.",
                "I cannot comply with your request. It is against my guidelines.",
                "I'm unable to help with this.",
                "I apologize, but I will not provide that."
            })
    void nothingButARefusalIsOne(String text) {
        assertThat(TextRefusal.unmistakable(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry for the delay. Your parcel arrives on Monday.",
                "Sorry, the answer is 42.",
                "I can't help but notice that the sum is 12.",
                "The phrase 'I cannot help with that' is polite.",
                "I cannot do that sum in my head, but it is twelve.",
                "I can't help with that. However, the capital is Paris.",
                "I cannot be sure, but 7 is the likeliest.",
                ""
            })
    void anythingElseIsAnAnswer(String text) {
        assertThat(TextRefusal.unmistakable(text)).isFalse();
    }
}
