package dev.routeproof.providers.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream on loopback that does, byte for byte, what a script says; a virtual thread per connection. */
public final class FaultServer implements AutoCloseable {
    private static final int KEPT = 10_000;

    private final ServerSocket server;
    private final FaultScript script;
    private final AtomicInteger ordinal = new AtomicInteger();
    private final List<ScriptedRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private final Thread accepting;

    private FaultServer(ServerSocket server, FaultScript script) {
        this.server = server;
        this.script = script;
        this.accepting = Thread.ofPlatform().daemon().name("fault-server").unstarted(this::accept);
    }

    public static FaultServer start(FaultScript script) {
        try {
            var server = new FaultServer(new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress()), script);
            server.accepting.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What to put as {@code base_url}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    /** Requests read so far, up to 10,000, in order of arrival. */
    public List<ScriptedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Connections that neither side has closed. */
    public int openConnections() {
        return open.size();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The server was closed while it waited; nothing else ends accepting on loopback.
            open.forEach(FaultServer::closeQuietly);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is all it should be.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean keep = true;
            while (keep) {
                ScriptedRequest request = RequestReader.read(in, ordinal);
                if (request == null) {
                    return;
                }
                if (requests.size() < KEPT) {
                    requests.add(request);
                }
                keep = play(script.steps(request), socket, in);
            }
        } catch (IOException e) {
            // The caller has gone, which is what many scripts are for.
        } finally {
            open.remove(socket);
        }
    }

    /** False once the connection is closed. */
    private static boolean play(List<Step> steps, Socket socket, InputStream in) throws IOException {
        OutputStream out = socket.getOutputStream();
        for (Step step : steps) {
            switch (step) {
                case Step.Send send -> {
                    out.write(send.bytes().content());
                    out.flush();
                }
                case Step.SendByteByByte send -> {
                    for (byte b : send.bytes().content()) {
                        out.write(b);
                        out.flush();
                    }
                }
                case Step.Wait wait -> pause(wait.millis());
                case Step.Hang() -> {
                    while (in.read() >= 0) {
                        // Whatever still comes is not answered.
                    }
                    return false;
                }
                case Step.Close() -> {
                    return false;
                }
                case Step.Reset() -> {
                    reset(socket);
                    return false;
                }
            }
        }
        return true;
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void reset(Socket socket) throws SocketException {
        // Closing with a linger of 0 seconds sends RST.
        socket.setSoLinger(true, 0);
    }

    @Override
    public void close() {
        try {
            server.close();
            accepting.join();
            open.forEach(FaultServer::closeQuietly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
