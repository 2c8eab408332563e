package dev.routeproof.providers.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class SecretTest {
    @Test
    void secretIsNeverPrinted() {
        var secret = new Secret("marker-key");
        assertThat(secret).hasToString("***");
        assertThat(secret.redactFrom("bad key marker-key!")).isEqualTo("bad key ***!");
    }
}
