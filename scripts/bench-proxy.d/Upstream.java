import io.vertx.core.*;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.*;
import io.vertx.core.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A provider that costs next to nothing: a fixed completion, or a stream of 50 chunks when the body asks for one. It reads
 * of HTTP only what the programs measured here send, so that their own time is most of what is measured.
 */
public class Upstream {
    private static final String BLANK_LINE = "\r\n\r\n";
    private static final Buffer WHOLE = whole();
    private static final Buffer STREAM = Buffer.buffer(
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
    private static final Buffer CHUNK = chunk("data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}\n\n");
    private static final Buffer DONE = chunk("data: [DONE]\n\n").appendString("0\r\n\r\n");

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Transport ring = Transport.IO_URING;
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(2))
                .withTransport(ring != null && ring.available() ? ring : Transport.nativeTransport())
                .build();
        vertx.deployVerticle(() -> new AbstractVerticle() {
            @Override
            public void start(Promise<Void> started) {
                vertx.createNetServer(new NetServerOptions().setAcceptBacklog(8192).setTcpNoDelay(true))
                        .connectHandler(socket -> socket.handler(new Connection(vertx, socket)::read))
                        .listen(port, "127.0.0.1").<Void>mapEmpty().onComplete(started);
            }
        }, new DeploymentOptions().setInstances(2)).await();
        System.out.println("upstream on " + port);
    }

    /** One connection, one request after the other. */
    private record Connection(Vertx vertx, NetSocket socket, StringBuilder pending) {
        Connection(Vertx vertx, NetSocket socket) {
            this(vertx, socket, new StringBuilder());
        }

        void read(Buffer piece) {
            pending.append(piece.toString(StandardCharsets.ISO_8859_1));
            int body = pending.indexOf(BLANK_LINE) + BLANK_LINE.length();
            if (body < BLANK_LINE.length()) {
                return;
            }
            String head = pending.substring(0, body).toLowerCase(Locale.ROOT);
            if (ends(head, body)) {
                boolean stream = pending.indexOf("\"stream\":true", body) > 0;
                pending.setLength(0);
                answer(stream, head);
            }
        }

        private boolean ends(String head, int body) {
            if (head.contains("transfer-encoding: chunked")) {
                return pending.indexOf("0\r\n\r\n", body) == pending.length() - 5;
            }
            String name = "content-length: ";
            int at = head.indexOf(name);
            int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + name.length(), head.indexOf('\r', at)));
            return pending.length() >= body + length;
        }

        private void answer(boolean stream, String head) {
            if (stream) {
                socket.write(STREAM);
                next(50, head.contains("\r\nidempotency-key:"));
            } else {
                socket.write(WHOLE);
            }
        }

        /** {@code slow}: 100 ms between chunks, so that many streams are open at once. */
        private void next(int left, boolean slow) {
            if (left == 0) {
                socket.write(DONE);
                return;
            }
            socket.write(CHUNK);
            if (slow) {
                vertx.setTimer(100, tick -> next(left - 1, true));
            } else {
                next(left - 1, false);
            }
        }
    }

    private static Buffer chunk(String text) {
        return Buffer.buffer(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static Buffer whole() {
        String json = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"large\",\"choices\":"
                + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + "lorem ipsum dolor ".repeat(24)
                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":96,\"total_tokens\":216}}";
        return Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + json.length() + BLANK_LINE + json);
    }
}
