package dev.routeproof.providers.sandbox;

import dev.routeproof.providers.line.ClosesInputFirst;
import dev.routeproof.providers.line.EventLoops;
import dev.routeproof.routing.catalog.Catalog;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that speaks OpenAI's wire for the sandbox models of a catalog: {@code /v1/chat/completions}
 * (streamed or not), {@code /v1/models}, {@code /v1/embeddings}, and {@code /stats}, which counts what was asked.
 */
public final class SandboxServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx;
    private final SandboxModels models;
    private final int port;

    private SandboxServer(Vertx vertx, SandboxModels models, int port) {
        this.vertx = vertx;
        this.models = models;
        this.port = port;
    }

    /**
     * Starts a server with one thread per core.
     *
     * @param port 0: any free one
     * @throws RuntimeException where the port is taken
     */
    public static SandboxServer start(Catalog catalog, AnswerKey key, int port) {
        int threads = Runtime.getRuntime().availableProcessors();
        Vertx vertx = EventLoops.start(EventLoops.of(threads).setUseDaemonThread(true));
        try {
            var models = new SandboxModels(catalog, key);
            var bound = new AtomicInteger();
            var instances = new DeploymentOptions().setInstances(threads);
            // A negative port is one free port, the same for all instances.
            int wanted = port == 0 ? -1 : port;
            vertx.deployVerticle(() -> new Listener(models, wanted, bound), instances)
                    .await();
            return new SandboxServer(vertx, models, bound.get());
        } catch (RuntimeException e) {
            vertx.close().await();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /** What to put as {@code base_url}. */
    public URI baseUrl() {
        return URI.create("http://" + LOOPBACK + ":" + port + "/v1");
    }

    /** Chat completions asked so far, failed ones included. */
    public long requests() {
        return models.requests();
    }

    /** Chat completions asked so far, by wire name of the model. */
    public Map<String, Long> requestsByModel() {
        return models.requestsByModel();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static final class Listener extends AbstractVerticle {
        private final SandboxModels models;
        private final int wanted;
        private final AtomicInteger bound;

        private Listener(SandboxModels models, int wanted, AtomicInteger bound) {
            this.models = models;
            this.wanted = wanted;
            this.bound = bound;
        }

        @Override
        public void start(Promise<Void> started) {
            var options = new HttpServerOptions().setHost(LOOPBACK).setPort(wanted);
            Future<HttpServer> listening = vertx.createHttpServer(options)
                    .connectionHandler(connection -> ClosesInputFirst.install(((ConnectionBase) connection).channel()))
                    .requestHandler(new SandboxRoutes(vertx, models))
                    .listen();
            listening
                    .onSuccess(server -> bound.set(server.actualPort()))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
