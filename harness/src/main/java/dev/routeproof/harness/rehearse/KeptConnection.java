package dev.routeproof.harness.rehearse;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection that stays open for one request after the other; as cheap as a caller can be. One thread at a time. */
final class KeptConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    KeptConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 8 << 10);
    }

    /** @param requestId empty where the answer has none */
    record Answer(int status, String requestId, String body) {}

    Answer post(String path, String headers, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[head.length + content.length];
        System.arraycopy(head, 0, both, 0, head.length);
        System.arraycopy(content, 0, both, head.length, content.length);
        socket.getOutputStream().write(both);
        return answer();
    }

    private Answer answer() throws IOException {
        String first = line();
        int status = Integer.parseInt(first.substring(9, 12));
        int length = -1;
        String id = "";
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
            if (name.equals("content-length")) {
                length = Integer.parseInt(header.substring(colon + 1).strip());
            } else if (name.equals("x-routeproof-request-id")) {
                id = header.substring(colon + 1).strip();
            }
        }
        if (length < 0) {
            throw new IOException("the proxy's answer has no length");
        }
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException("the proxy's answer is cut");
        }
        return new Answer(status, id, new String(content, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the proxy closed the connection");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is all it should be.
        }
    }
}
