package dev.routeproof.providers.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    @AfterEach
    void forget() {
        System.clearProperty(EventLoops.PROPERTY);
    }

    @Test
    void ringsAreTakenByNameOnly() {
        assertThat(EventLoops.transport()).isNotEqualTo(Transport.IO_URING);
        if (EventLoops.working().contains("io_uring")) {
            System.setProperty(EventLoops.PROPERTY, "io_uring");
            assertThat(EventLoops.transport()).isEqualTo(Transport.IO_URING);
        }
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
    void whereThereIsNoRoomForTheLoopsItIsSaidWhatLimits() {
        assertThatThrownBy(() -> EventLoops.start(EventLoops.of(1), new Full()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no room for event loops on full")
                .hasMessageContaining("ulimit -l");
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
