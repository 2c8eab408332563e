package dev.routeproof.providers.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        assertThat(EventLoops.choice(kernel)).doesNotContain(Transport.IO_URING).endsWith(Transport.NIO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.1.0-28-amd64", "6.18.44", "7.0", "10.2.1"})
    void aModernKernelGetsOneWhereItIsAllowed(String kernel) {
        boolean allowed = Transport.IO_URING != null && Transport.IO_URING.available();
        assertThat(EventLoops.choice(kernel).getFirst() == Transport.IO_URING).isEqualTo(allowed);
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

    @Test
    void whereTheBestHasNoRoomTheNextOneIsTaken() {
        var vertx = EventLoops.start(EventLoops.of(1), List.of(new Full(), Transport.NIO));
        assertThat(vertx.isNativeTransportEnabled()).isFalse();
        vertx.close().await();
        assertThatThrownBy(() -> EventLoops.start(EventLoops.of(1), List.of(new Full())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no room for event loops on full")
                .hasMessageContaining("ulimit -l");
    }

    @Test
    void whatLoopsRunOnIsSaidAndWhyItIsNotTheBest() {
        var vertx = EventLoops.start(EventLoops.of(1), List.of(Transport.NIO));
        String best = EventLoops.transport().name();
        if (!best.equals("nio")) {
            assertThat(EventLoops.described(vertx)).startsWith("nio: ").contains("on " + best);
        }
        System.setProperty(EventLoops.PROPERTY, "nio");
        assertThat(EventLoops.described(vertx)).isEqualTo("nio");
        vertx.close().await();
    }

    /** Works, but not for as many loops as are wanted. */
    private static final class Full implements Transport {
        @Override
        public String name() {
            return "full";
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return null;
        }

        @Override
        public io.vertx.core.spi.transport.Transport implementation() {
            throw new IllegalStateException("failed to create a child event loop");
        }
    }
}
