package dev.routeproof.providers.client;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that do the network's work, one HTTP client each so that a call stays on one of them. */
final class EventLoops implements AutoCloseable {
    private final Vertx vertx;
    private final List<EventLoop> loops = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    EventLoops(ClientOptions options) {
        int count = Runtime.getRuntime().availableProcessors();
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(count)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        vertx.deployVerticle(() -> new Start(options), new DeploymentOptions().setInstances(count))
                .await();
    }

    /** One thread with its connections. */
    record EventLoop(Context context, HttpClient client) {}

    Vertx vertx() {
        return vertx;
    }

    /** Takes turns. */
    EventLoop next() {
        return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    /** The exchange on a broken connection hears of it too, and turns it into an outcome. */
    private static void alreadyTold(Throwable failure) {}

    @Override
    public void close() {
        vertx.close().await();
    }

    private final class Start extends AbstractVerticle {
        private final ClientOptions options;

        private Start(ClientOptions options) {
            this.options = options;
        }

        @Override
        public void start() {
            var http = new HttpClientOptions()
                    .setConnectTimeout(
                            Math.toIntExact(options.timeouts().connect().toMillis()))
                    .setDecompressionSupported(true)
                    .setMaxHeaderSize(64 << 10)
                    .setKeepAliveTimeout(30);
            var pool = new PoolOptions().setHttp1MaxSize(options.connections());
            HttpClient client = vertx.httpClientBuilder()
                    .with(http)
                    .with(pool)
                    .withConnectHandler(connection -> connection.exceptionHandler(EventLoops::alreadyTold))
                    .build();
            loops.add(new EventLoop(context, client));
        }
    }
}
