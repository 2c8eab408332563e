package dev.routeproof.providers.line;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How event loops are made everywhere here: on epoll where it works, else on the JDK's selector, unless the system property
 * {@value #PROPERTY} names another transport.
 */
public final class EventLoops {
    /** {@code epoll}, {@code nio} or {@code io_uring}. */
    public static final String PROPERTY = "routeproof.transport";

    /**
     * What Netty asks of io_uring once for many times is asked each time: a poll that stays armed is not looked at again
     * after a read, so a reset that came together with the last bytes is never seen; and accepting that goes on by itself
     * goes on where no descriptor is left as well, without the second's pause. Netty reads these when its classes are loaded.
     */
    private static final List<String> OFF =
            List.of("io.netty.iouring.pollAddMultishotEnabled", "io.netty.iouring.acceptMultiShotEnabled");

    static {
        for (String property : OFF) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, "false");
            }
        }
    }

    /** Those there are for this system; io_uring is taken by name only. */
    private static final List<Transport> KNOWN = Stream.of(Transport.EPOLL, Transport.NIO, Transport.IO_URING)
            .filter(Objects::nonNull)
            .toList();

    private EventLoops() {}

    /** So many loops; no cache of files, whose folder a killed process would leave behind. */
    public static VertxOptions of(int count) {
        return new VertxOptions()
                .setEventLoopPoolSize(count)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    /**
     * Starts the loops.
     *
     * @throws IllegalArgumentException where {@link #PROPERTY} names no transport that works here; the message says why
     * @throws IllegalStateException where the system has no room for so many
     */
    public static Vertx start(VertxOptions options) {
        return start(options, transport());
    }

    static Vertx start(VertxOptions options, Transport transport) {
        try {
            return Vertx.builder().with(options).withTransport(transport).build();
        } catch (IllegalStateException noRoom) {
            throw new IllegalStateException(
                    "the system has no room for event loops on " + transport.name()
                            + " (ulimit -l, the locked memory that rings of io_uring count as; ulimit -n)",
                    noRoom);
        }
    }

    /** The names of the transports that work here. */
    public static List<String> working() {
        return KNOWN.stream().filter(Transport::available).map(Transport::name).toList();
    }

    /** The transport that loops are started on. */
    public static Transport transport() {
        String named = System.getProperty(PROPERTY);
        if (named != null && !named.isBlank()) {
            return named(named.strip());
        }
        return Transport.EPOLL != null && Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO;
    }

    private static Transport named(String name) {
        for (Transport transport : KNOWN) {
            if (transport.name().equals(name)) {
                if (!transport.available()) {
                    throw new IllegalArgumentException(
                            PROPERTY + ": " + name + " does not work here: " + why(transport.unavailabilityCause()));
                }
                return transport;
            }
        }
        throw new IllegalArgumentException(
                PROPERTY + ": there is no transport '" + name + "' here; there are: " + String.join(", ", working()));
    }

    private static String why(@Nullable Throwable cause) {
        return cause == null ? "it says no more" : String.valueOf(cause.getMessage());
    }
}
