package dev.routeproof.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.AsciiString;
import org.junit.jupiter.api.Test;

class NameSetTest {
    private final NameSet names = NameSet.of("te", "accept", "expect");

    @Test
    void holdsItsNamesInWhateverCaseTheyCome() {
        assertThat(names.contains("te")).isTrue();
        assertThat(names.contains("ACCEPT")).isTrue();
        assertThat(names.contains(new AsciiString("Expect"))).isTrue();
    }

    @Test
    void holdsNothingElse() {
        assertThat(names.contains("")).isFalse();
        assertThat(names.contains("accepts")).isFalse();
        assertThat(names.contains("access")).isFalse();
        assertThat(names.contains("accept-language-of-some-length")).isFalse();
        // The Kelvin sign is a k to who asks Unicode.
        assertThat(NameSet.of("k").contains("\u212a")).isFalse();
    }
}
