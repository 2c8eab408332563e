package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for markers can fail: what it guards is worth nothing otherwise. */
class MarkerScanTest {
    private final MarkerScan scan = new MarkerScan();
    private final ExtensionContext passed = (ExtensionContext) Proxy.newProxyInstance(
            ExtensionContext.class.getClassLoader(),
            new Class<?>[] {ExtensionContext.class},
            (context, asked, arguments) -> Optional.empty());

    @AfterEach
    void forget() {
        Marks.found();
    }

    @ParameterizedTest
    @ValueSource(strings = {Marks.KEY, Marks.PROVIDER_KEY, Marks.ADMIN_TOKEN, Marks.PROMPT, Marks.ANSWER, Marks.HEADER})
    void aMarkerThatIsPrintedFailsTheTest(String marker) {
        scan.beforeEach(passed);
        System.err.println("request failed: " + marker);
        assertThatThrownBy(() -> scan.afterEach(passed))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("standard output or error holds");
    }

    @Test
    void aMarkerIsKnownInDisguise() {
        byte[] key = Marks.KEY.getBytes(StandardCharsets.UTF_8);
        Marks.searchForKeys("metrics", Base64.getEncoder().encodeToString(key));
        Marks.search("an event", HexFormat.of().formatHex(key));
        assertThat(Marks.found()).hasSize(2);
    }

    @Test
    void whatHoldsNoMarkerPasses() {
        scan.beforeEach(passed);
        System.out.println("1 request completed");
        assertThatCode(() -> scan.afterEach(passed)).doesNotThrowAnyException();
    }
}
