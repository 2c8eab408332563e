package dev.routeproof.proxy.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A provider on raw TCP: plays one script a connection, and remembers what it was sent and when it was left. */
final class ScriptedUpstream implements AutoCloseable {
    /** What to do with one connection. */
    interface Script {
        void play(Peer peer) throws Exception;
    }

    /** A request as it came: its head with line ends, its body. */
    record Received(String head, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            var matcher = Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*?)\r?$")
                    .matcher(head);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();
    final AtomicInteger connections = new AtomicInteger();

    /** Bytes of requests that came; a stray connection to a reused port that says nothing is not the proxy's. */
    final AtomicInteger headBytes = new AtomicInteger();

    final AtomicInteger open = new AtomicInteger();
    final CountDownLatch left = new CountDownLatch(1);
    private volatile long leftNanos;

    private ScriptedUpstream(Script script) throws IOException {
        this.server = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static ScriptedUpstream playing(Script script) throws IOException {
        return new ScriptedUpstream(script);
    }

    /** Answers every request of every connection with the same bytes. */
    static ScriptedUpstream answering(String response) throws IOException {
        return answering(response.getBytes(StandardCharsets.UTF_8));
    }

    static ScriptedUpstream answering(byte[] response) throws IOException {
        return playing(peer -> {
            while (peer.request() != null) {
                peer.send(response);
            }
        });
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
    }

    int port() {
        return server.getLocalPort();
    }

    /** Milliseconds from {@code sinceNanos} until the proxy closed a connection here; fails after two seconds. */
    double leftAfterMillis(long sinceNanos) throws InterruptedException {
        if (!left.await(2, TimeUnit.SECONDS)) {
            throw new AssertionError("the proxy kept its connection to the upstream");
        }
        return (leftNanos - sinceNanos) / 1e6;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                connections.incrementAndGet();
                open.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.play(new Peer(socket));
        } catch (Exception broken) {
            // A script ends where its peer does.
        } finally {
            sockets.remove(socket);
            open.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** One connection from the proxy. */
    final class Peer {
        private final Socket socket;
        private final InputStream in;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** The next request; null where the proxy closed instead. */
        Received request() throws IOException {
            var head = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < 4) {
                int b = in.read();
                if (b < 0) {
                    markLeft();
                    return null;
                }
                head.write(b);
                headBytes.incrementAndGet();
                matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
            }
            var request = new Received(head.toString(StandardCharsets.ISO_8859_1), new byte[0]);
            String length = request.header("content-length");
            byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
            var whole = new Received(request.head(), body);
            received.add(whole);
            return whole;
        }

        void send(String bytes) throws IOException {
            send(bytes.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        void chunk(String text) throws IOException {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            send((Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        void end() throws IOException {
            send("0\r\n\r\n");
        }

        /** Waits until the proxy closes or resets; anything it sends meanwhile is dropped. */
        void awaitLeft() {
            try {
                while (in.read() >= 0) {
                    // what comes is not wanted
                }
            } catch (IOException reset) {
                // also an end
            }
            markLeft();
        }

        private void markLeft() {
            leftNanos = System.nanoTime();
            left.countDown();
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        Socket socket() {
            return socket;
        }
    }
}
