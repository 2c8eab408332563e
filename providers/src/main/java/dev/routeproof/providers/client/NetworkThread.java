package dev.routeproof.providers.client;

import dev.routeproof.providers.line.EventLoops;
import dev.routeproof.providers.line.Lines;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one event loop that does the network's work, with its connections. A call costs it some tens of microseconds, far
 * less than any model; with a second one both wake up more often for less.
 */
final class NetworkThread implements AutoCloseable {
    private static final long TICK_MILLIS = 20;

    private final Vertx vertx;
    private final Start started;

    NetworkThread(ClientOptions options) {
        vertx = EventLoops.start(EventLoops.of(1).setUseDaemonThread(true));
        started = new Start(options);
        vertx.deployVerticle(started, new DeploymentOptions()).await();
    }

    /** Where its work is put. */
    Context context() {
        return started.context();
    }

    /** To be asked on the event loop, like the two below. */
    Lines lines() {
        return started.lines();
    }

    /** From now on the exchange is told every tick that time has passed. */
    void watch(Exchange exchange) {
        started.underWay.add(exchange);
    }

    void forget(Exchange exchange) {
        started.underWay.remove(exchange);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static final class Start extends AbstractVerticle {
        private final ClientOptions options;
        // Owned by the event loop.
        private final Set<Exchange> underWay = new HashSet<>();
        private @Nullable Lines lines;

        private Start(ClientOptions options) {
            this.options = options;
        }

        @Override
        public void start() {
            var connect = options.timeouts().connect();
            lines = new Lines(vertx, options.connections(), connect, connect, true);
            vertx.setPeriodic(TICK_MILLIS, tick -> tick());
        }

        private void tick() {
            lines().tick(System.nanoTime());
            long now = options.ticker().nanos();
            for (Exchange exchange : underWay.toArray(Exchange[]::new)) {
                exchange.tick(now);
            }
        }

        private Lines lines() {
            if (lines == null) {
                throw new IllegalStateException("not started");
            }
            return lines;
        }

        private Context context() {
            return context;
        }
    }
}
