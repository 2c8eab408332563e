package dev.routeproof.providers.line;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How event loops are made everywhere here: on the fastest transport that works on this machine, io_uring before epoll
 * before the JDK's selector, unless the system property {@value #PROPERTY} names another one.
 */
public final class EventLoops {
    /** {@code io_uring}, {@code epoll} or {@code nio}. */
    public static final String PROPERTY = "routeproof.transport";

    /** From here on the kernel completes what a loop has submitted on that loop's own thread, when it asks for it. */
    private static final int IO_URING_MAJOR = 6;

    private static final int IO_URING_MINOR = 1;
    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

    /**
     * What Netty asks of the kernel once for many times is asked each time: a poll that stays armed is not looked at again
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

    /** The fastest first; null where a transport is not for this system. */
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
     * Starts the loops; on the next best transport where the best one has no room for as many: rings count as locked memory
     * of their user, of which there may be 64 KiB.
     *
     * @throws IllegalArgumentException where {@link #PROPERTY} names no transport that works here; the message says why
     * @throws IllegalStateException where it names one that has no room
     */
    public static Vertx start(VertxOptions options) {
        return start(options, choice(System.getProperty("os.version", "")));
    }

    static Vertx start(VertxOptions options, List<Transport> choice) {
        for (Transport better : choice.subList(0, choice.size() - 1)) {
            try {
                return on(better, options);
            } catch (IllegalStateException noRoom) {
                // The next one needs less.
            }
        }
        Transport last = choice.getLast();
        try {
            return on(last, options);
        } catch (IllegalStateException noRoom) {
            throw new IllegalStateException(noRoom(last.name()), noRoom);
        }
    }

    private static Vertx on(Transport transport, VertxOptions options) {
        return Vertx.builder().with(options).withTransport(transport).build();
    }

    private static String noRoom(String transport) {
        return "the system has no room for event loops on " + transport
                + " (ulimit -l, the locked memory that rings count as; ulimit -n)";
    }

    /** What these loops run on, and why not on the transport that comes first here. */
    public static String described(Vertx vertx) {
        var used = ((VertxInternal) vertx).transport();
        String name = KNOWN.stream()
                .filter(known -> known.implementation() == used)
                .map(Transport::name)
                .findFirst()
                .orElse("a transport of its own");
        String first = transport().name();
        return name.equals(first) ? name : name + ": " + noRoom(first);
    }

    /** The names of those that work here, the fastest first. */
    public static List<String> working() {
        return KNOWN.stream().filter(Transport::available).map(Transport::name).toList();
    }

    /** The transport that loops are started on, where it has room for them. */
    public static Transport transport() {
        return choice(System.getProperty("os.version", "")).getFirst();
    }

    /** The one that is named, else those that work here, the fastest first. */
    static List<Transport> choice(String kernel) {
        String named = System.getProperty(PROPERTY);
        if (named != null && !named.isBlank()) {
            return List.of(named(named.strip()));
        }
        return KNOWN.stream()
                .filter(one -> (one != Transport.IO_URING || modern(kernel)) && one.available())
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
        throw new IllegalArgumentException(PROPERTY + ": there is no transport '" + name + "' here; there are: "
                + String.join(", ", KNOWN.stream().map(Transport::name).toList()));
    }

    private static String why(@Nullable Throwable cause) {
        return cause == null ? "it says no more" : String.valueOf(cause.getMessage());
    }

    private static boolean modern(String kernel) {
        Matcher release = RELEASE.matcher(kernel);
        if (!release.matches()) {
            return false;
        }
        int major = Integer.parseInt(release.group(1));
        return major > IO_URING_MAJOR
                || (major == IO_URING_MAJOR && Integer.parseInt(release.group(2)) >= IO_URING_MINOR);
    }
}
