package dev.routeproof.proxy.upstream;

import io.netty.util.AttributeKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/** Connections of one event loop to all providers: HTTP/1.1, no pipelining, no decompression, no redirects. */
public final class Pools {
    private static final AttributeKey<Boolean> USED = AttributeKey.valueOf("routeproof.used");

    private Pools() {}

    /** True where a connection had carried a request before this call. */
    public static boolean reused(HttpConnection connection) {
        return connection instanceof ConnectionBase base
                && base.channel().attr(USED).getAndSet(Boolean.TRUE) != null;
    }

    /**
     * @param size connections per provider, default 1,024; at most twice as many requests wait for one
     * @param connect to an open connection, default 2 s
     */
    public static HttpClient open(Vertx vertx, int size, Duration connect) {
        var options = new HttpClientOptions()
                .setKeepAlive(true)
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setConnectTimeout(Math.toIntExact(connect.toMillis()))
                .setKeepAliveTimeout(30)
                .setTcpNoDelay(true);
        var pool = new PoolOptions().setHttp1MaxSize(size).setMaxWaitQueueSize(2 * size);
        return vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                // Vert.x has no public door to the codec; a connection that did not get ours must not be used.
                .withConnectHandler(connection -> {
                    StrictCodec.install(((ConnectionBase) connection).channel().pipeline());
                    // Requests are told of their own failures; the connection's need no line in the log each.
                    connection.exceptionHandler(failure -> {});
                })
                .build();
    }
}
