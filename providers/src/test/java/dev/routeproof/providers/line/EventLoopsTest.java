package dev.routeproof.providers.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.transport.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLoopsTest {
    @AfterEach
    void forget() {
        System.clearProperty(EventLoops.PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5.15.0-91-generic", "6.0.19", "not a release", "99999999999.1"})
    void anOldOrUnknownKernelGetsNoRing(String kernel) {
        assertThat(EventLoops.fastest(kernel)).isNotEqualTo(Transport.IO_URING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.1.0-28-amd64", "6.18.44", "7.0", "10.2.1"})
    void aModernKernelGetsOneWhereItIsAllowed(String kernel) {
        boolean allowed = Transport.IO_URING != null && Transport.IO_URING.available();
        assertThat(EventLoops.fastest(kernel) == Transport.IO_URING).isEqualTo(allowed);
    }

    @Test
    void theOperatorsWordIsTaken() {
        System.setProperty(EventLoops.PROPERTY, "nio");
        assertThat(EventLoops.transport()).isEqualTo(Transport.NIO);
        var vertx = EventLoops.start(EventLoops.of(1));
        assertThat(vertx.isNativeTransportEnabled()).isFalse();
        vertx.close().await();
    }

    @Test
    void aTransportThatIsNoneIsRefusedWithThoseThatAre() {
        System.setProperty(EventLoops.PROPERTY, "uring");
        assertThatThrownBy(EventLoops::transport)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("routeproof.transport")
                .hasMessageContaining("'uring'")
                .hasMessageContaining("nio");
    }
}
