package dev.routeproof.providers.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLoopsTest {
    private final String system = System.getProperty("os.version");

    @AfterEach
    void forget() {
        System.clearProperty(EventLoops.PROPERTY);
        System.setProperty("os.version", system);
    }

    @Test
    void theBestTransportIsTriedFirstAndTheJdksLast() {
        assertThat(EventLoops.toTry())
                .isSubsetOf(Transport.IO_URING, Transport.EPOLL, Transport.NIO)
                .endsWith(Transport.NIO);
    }

    @ParameterizedTest
    @CsvSource({
        "6.18.44-fc-v782, true",
        "6.12.48+deb13-amd64, true",
        "7.0, true",
        "6.8.0-45-generic, false",
        "5.14.0-503.el9, false",
        "10.0, true",
        "unknown, false"
    })
    void ringsAreTakenUnaskedOnNewKernelsOnly(String version, boolean taken) {
        System.setProperty("os.version", version);
        assertThat(EventLoops.toTry().contains(Transport.IO_URING))
                .isEqualTo(taken && EventLoops.working().contains("io_uring"));
    }

    @Test
    void whatHasNoRoomIsPassedOver() {
        var vertx = EventLoops.start(EventLoops.of(1), List.of(new Full(), Transport.NIO));
        assertThat(EventLoops.transport(vertx)).isEqualTo("nio");
        vertx.close().await();
    }

    @Test
    void theOperatorsWordIsTaken() {
        System.setProperty(EventLoops.PROPERTY, "nio");
        var vertx = EventLoops.start(EventLoops.of(1));
        assertThat(EventLoops.transport(vertx)).isEqualTo("nio");
        vertx.close().await();
    }

    @Test
    void aTransportThatIsNoneIsRefusedWithThoseThatAre() {
        System.setProperty(EventLoops.PROPERTY, "uring");
        assertThatThrownBy(EventLoops::toTry)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("routeproof.transport")
                .hasMessageContaining("'uring'")
                .hasMessageContaining("nio");
    }

    @Test
    void whereThereIsNoRoomForTheLoopsItIsSaidWhatLimits() {
        assertThatThrownBy(() -> EventLoops.start(EventLoops.of(1), List.of(new Full())))
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
