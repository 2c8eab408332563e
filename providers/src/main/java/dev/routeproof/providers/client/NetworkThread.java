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

/**
 * The one event loop that does the network's work, with its HTTP client. A call costs it about 30 microseconds, far less
 * than any model; with a second one both wake up more often for less.
 */
final class NetworkThread implements AutoCloseable {
    private final Vertx vertx;
    private final Start started;

    NetworkThread(ClientOptions options) {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setPreferNativeTransport(true)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        started = new Start(vertx, options);
        vertx.deployVerticle(started, new DeploymentOptions()).await();
    }

    Vertx vertx() {
        return vertx;
    }

    /** Where its work is put. */
    Context context() {
        return started.context();
    }

    HttpClient client() {
        return started.client;
    }

    /** The exchange on a broken connection hears of it too, and turns it into an outcome. */
    private static void alreadyTold(Throwable failure) {}

    @Override
    public void close() {
        vertx.close().await();
    }

    private static final class Start extends AbstractVerticle {
        private final HttpClient client;

        private Start(Vertx vertx, ClientOptions options) {
            var http = new HttpClientOptions()
                    .setConnectTimeout(
                            Math.toIntExact(options.timeouts().connect().toMillis()))
                    .setDecompressionSupported(true)
                    .setMaxHeaderSize(64 << 10)
                    .setKeepAliveTimeout(30);
            this.client = vertx.httpClientBuilder()
                    .with(http)
                    .with(new PoolOptions().setHttp1MaxSize(options.connections()))
                    .withConnectHandler(connection -> connection.exceptionHandler(NetworkThread::alreadyTold))
                    .build();
        }

        private Context context() {
            return context;
        }
    }
}
