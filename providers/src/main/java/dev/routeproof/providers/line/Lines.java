package dev.routeproof.providers.line;

import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of one event loop to all providers: HTTP/1.1, no pipelining, no redirects. Nothing here is shared with
 * another thread, so nothing is locked.
 */
public final class Lines {
    private static final Duration KEEP = Duration.ofSeconds(30);

    private final int size;
    private final boolean decompress;
    private final long acquireNanos;
    private final ContextInternal context;
    private final NetClient client;
    // Owned by the event loop.
    private final Map<Place, Bundle> bundles = new HashMap<>();

    /** Who wants a line: gets one or learns why not, exactly once. */
    public interface Taker {
        void taken(Line line);

        void failed(Throwable cause);
    }

    private record Waiting(Taker taker, long until) {}

    /**
     * To be called on the event loop.
     *
     * @param size connections per provider, default 1,024; at most twice as many requests wait for one
     * @param connect to an open connection, default 2 s
     * @param acquire waiting for a free connection, default 2 s
     * @param decompress whether answers are handed over decompressed, whatever encoding they came in
     */
    public Lines(Vertx vertx, int size, Duration connect, Duration acquire, boolean decompress) {
        this.size = size;
        this.decompress = decompress;
        this.acquireNanos = acquire.toNanos();
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(connect.toMillis()))
                .setTcpNoDelay(true));
    }

    /** Finds a free connection, opens one, or waits for one. */
    public void take(Place place, Taker taker) {
        bundles.computeIfAbsent(place, Bundle::new).take(taker);
    }

    /** Looks whose time is up; {@code now} is {@link System#nanoTime}. */
    public void tick(long now) {
        for (Bundle bundle : bundles.values()) {
            bundle.tick(now);
        }
    }

    /** True where no connection was free, and none became free in time. */
    public static boolean isBusy(Throwable cause) {
        return cause instanceof ConnectionPoolTooBusyException;
    }

    /** The connections to one place. */
    final class Bundle {
        private final Place place;
        /** The one used last stands last. */
        private final ArrayDeque<Line> idle = new ArrayDeque<>();

        private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
        /** Open ones and those being opened. */
        private int count;

        private Bundle(Place place) {
            this.place = place;
        }

        private void take(Taker taker) {
            for (Line line = idle.pollLast(); line != null; line = idle.pollLast()) {
                if (line.open()) {
                    taker.taken(line);
                    return;
                }
            }
            if (count < size) {
                open(taker);
            } else if (waiting.size() < 2 * size) {
                waiting.add(new Waiting(taker, System.nanoTime() + acquireNanos));
            } else {
                taker.failed(new ConnectionPoolTooBusyException("too many requests wait for a connection"));
            }
        }

        private void open(Taker taker) {
            count++;
            var to = new ConnectOptions().setHost(place.host()).setPort(place.port());
            if (place.tls()) {
                to.setSsl(true)
                        .setSniServerName(place.host())
                        .setSslOptions(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"));
            }
            client.connect(to).onComplete(connected -> {
                if (connected.succeeded()) {
                    taker.taken(line(connected.result()));
                } else {
                    taker.failed(connected.cause());
                    gone();
                }
            });
        }

        /** A fresh connection of Vert.x, spoken over in our own way. */
        private Line line(NetSocket socket) {
            var channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
            var decoder = Handlers.decoder();
            var line = new Line(this, context, channel, decoder);
            Handlers.install(channel.pipeline(), decoder, line, decompress);
            ClosesInputFirst.install(channel);
            return line;
        }

        void free(Line line) {
            Waiting first = waiting.poll();
            if (first != null) {
                first.taker().taken(line);
            } else {
                idle.addLast(line);
            }
        }

        void closed(Line line) {
            idle.remove(line);
            gone();
        }

        private void gone() {
            count--;
            if (count < size && !waiting.isEmpty()) {
                open(waiting.remove().taker());
            }
        }

        private void tick(long now) {
            while (!waiting.isEmpty() && now - waiting.element().until() > 0) {
                waiting.remove()
                        .taker()
                        .failed(new ConnectionPoolTooBusyException("no connection became free in time"));
            }
            while (!idle.isEmpty() && now - idle.element().idleSince() > KEEP.toNanos()) {
                idle.remove().close();
            }
        }
    }
}
