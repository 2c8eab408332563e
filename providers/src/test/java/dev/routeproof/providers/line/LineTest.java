package dev.routeproof.providers.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineTest {
    private static final int HELD_MILLIS = 200;
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell";

    /** What a provider does behind its answer. */
    private interface Behind {
        void play(Socket socket) throws Exception;
    }

    static List<String> transports() {
        return EventLoops.working();
    }

    @AfterEach
    void forget() {
        System.clearProperty(EventLoops.PROPERTY);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aWholeAnswerThatIsHeldBackOutlivesItsConnection(String transport) throws Exception {
        System.setProperty(EventLoops.PROPERTY, transport);
        assertThat(heldBack(ANSWER, socket -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }))
                .isEqualTo("well.");
        assertThat(heldBack(ANSWER, Socket::close)).isEqualTo("well.");
        assertThat(heldBack(ANSWER + ANSWER.replace("well", "EVIL"), Socket::isClosed))
                .isEqualTo("well.");
        assertThat(heldBack(ANSWER + "HTTP/1.1 garbage\r\n\r\n", Socket::isClosed))
                .isEqualTo("well.");
    }

    @Test
    void halfAnAnswerIsSaidToBeBroken() throws Exception {
        assertThat(heldBack(ANSWER.replace("4", "40"), Socket::close)).isEqualTo("broken");
    }

    /** What comes of an answer that is paused at its head and resumed when all has happened. */
    private static String heldBack(String sent, Behind behind) throws Exception {
        Vertx vertx = EventLoops.start(EventLoops.of(1));
        try (var provider = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(provider, sent, behind));
            var told = new CompletableFuture<String>();
            vertx.runOnContext(go -> {
                var lines = new Lines(vertx, 1, Duration.ofSeconds(2), Duration.ofSeconds(2), false);
                var place = Place.of(URI.create("http://127.0.0.1:" + provider.getLocalPort()));
                lines.take(place, new Lines.Taker() {
                    @Override
                    public void taken(Line line) {
                        ask(vertx, line, told);
                    }

                    @Override
                    public void failed(Throwable cause) {
                        told.completeExceptionally(cause);
                    }
                });
            });
            return told.get(10, TimeUnit.SECONDS);
        } finally {
            vertx.close().await();
        }
    }

    private static void ask(Vertx vertx, Line line, CompletableFuture<String> told) {
        var text = new StringBuilder();
        line.expect(
                answer -> {
                    answer.onPiece(text::append);
                    answer.onEnd(() -> told.complete(text + "."));
                    answer.onBroken(cause -> told.complete("broken"));
                    answer.pause();
                    vertx.setTimer(HELD_MILLIS, later -> answer.resume());
                },
                told::completeExceptionally);
        line.send(HttpMethod.GET, "/", HeadersMultiMap.httpHeaders(), new byte[0]);
    }

    private static void serve(ServerSocket provider, String sent, Behind behind) {
        try {
            var socket = provider.accept();
            socket.getInputStream().read();
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            TimeUnit.MILLISECONDS.sleep(HELD_MILLIS / 4);
            behind.play(socket);
        } catch (IOException left) {
            // the test is over
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }
}
