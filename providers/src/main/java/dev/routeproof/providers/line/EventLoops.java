package dev.routeproof.providers.line;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How event loops are made everywhere here: on io_uring where the kernel is new enough and lets them, else on epoll, else on
 * the JDK's selector, unless the system property {@value #PROPERTY} names one.
 */
public final class EventLoops {
    /** {@code io_uring}, {@code epoll} or {@code nio}. */
    public static final String PROPERTY = "routeproof.transport";

    /** Older kernels' io_uring is taken only where it is asked for (docs/decisions/0133). */
    private static final Kernel UNASKED_FROM = new Kernel(6, 12);

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

    /** Those there are for this system, the best one first. */
    private static final List<Transport> KNOWN = Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.NIO)
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
     * Starts the loops on the first transport that has room for them.
     *
     * @throws IllegalArgumentException where {@link #PROPERTY} names no transport that works here; the message says why
     * @throws IllegalStateException where the system has no room for so many
     */
    public static Vertx start(VertxOptions options) {
        return start(options, toTry());
    }

    static Vertx start(VertxOptions options, List<Transport> toTry) {
        var full = new ArrayList<String>();
        IllegalStateException why = null;
        for (Transport transport : toTry) {
            try {
                return Vertx.builder().with(options).withTransport(transport).build();
            } catch (IllegalStateException noRoom) {
                full.add(transport.name());
                why = noRoom;
            }
        }
        throw new IllegalStateException(
                "the system has no room for event loops on " + String.join(", ", full)
                        + " (ulimit -l, the locked memory that rings of io_uring count as; ulimit -n)",
                why);
    }

    /** The name of the transport that these loops run on. */
    public static String transport(Vertx started) {
        var taken = ((VertxInternal) started).transport();
        return KNOWN.stream()
                .filter(transport -> transport.available() && transport.implementation() == taken)
                .map(Transport::name)
                .findFirst()
                .orElse("another transport");
    }

    /** The names of the transports that work here. */
    public static List<String> working() {
        return KNOWN.stream().filter(Transport::available).map(Transport::name).toList();
    }

    /**
     * The transports that loops may be started on, the first choice first.
     *
     * @throws IllegalArgumentException where {@link #PROPERTY} names none that works here; the message says why
     */
    public static List<Transport> toTry() {
        String named = System.getProperty(PROPERTY);
        if (named != null && !named.isBlank()) {
            return List.of(named(named.strip()));
        }
        boolean unasked = Kernel.named(System.getProperty("os.version", "")).compareTo(UNASKED_FROM) >= 0;
        return KNOWN.stream()
                .filter(transport -> transport.available() && (unasked || transport != Transport.IO_URING))
                .toList();
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
