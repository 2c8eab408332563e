package dev.routeproof.proxy.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A caller on a raw socket, so that every byte of the protocol can be wrong. */
final class RawCaller implements AutoCloseable {
    /**
     * An answer as it came.
     *
     * @param whole true where its framing ended as it should
     */
    record Answer(int status, String head, byte[] body, boolean whole) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            var matcher = Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*?)\r?$")
                    .matcher(head);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    private final Socket socket;
    private final InputStream in;

    RawCaller(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(15_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** With a credential and a header that are markers, unless {@code headers} bring a credential. */
    static String post(String path, String body, String... headers) {
        var out = new StringBuilder("POST " + path
                + " HTTP/1.1\r\nHost: proxy\r\nContent-Type: application/json\r\nX-Marked: " + Marks.HEADER + "\r\n");
        if (Stream.of(headers).noneMatch(RawCaller::isCredential)) {
            out.append("Authorization: Bearer ").append(Marks.KEY).append("\r\n");
        }
        for (String header : headers) {
            out.append(header).append("\r\n");
        }
        return out.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private static boolean isCredential(String header) {
        return header.startsWith("Authorization:") || header.startsWith("x-api-key:");
    }

    RawCaller send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawCaller send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads one answer to its end, or to where it broke off; interim answers are passed over. */
    Answer answer() throws IOException {
        while (true) {
            String head = head();
            if (head.isEmpty()) {
                return new Answer(0, "", new byte[0], false);
            }
            int status = Integer.parseInt(head.substring(9, 12));
            if (status >= 200) {
                return searched(body(status, head));
            }
        }
    }

    /** X1: what the proxy says itself names nobody's key or words; what it relays, at least no key. */
    private static Answer searched(Answer answer) {
        Marks.search("an answer's head", answer.head());
        boolean relayed = !answer.header("x-routeproof-model").isEmpty();
        if (relayed) {
            Marks.searchForKeys("a relayed answer", answer.text());
        } else {
            Marks.search("an answer of the proxy", answer.text());
        }
        return answer;
    }

    /** The next head, final or interim; empty where the connection ended. */
    String head() throws IOException {
        var head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int b = read();
            if (b < 0) {
                return "";
            }
            head.write(b);
            matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    int read() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException late) {
            throw new AssertionError("nothing came for 15 s", late);
        } catch (IOException reset) {
            return -1;
        }
    }

    private Answer body(int status, String head) throws IOException {
        var shape = new Answer(status, head, new byte[0], false);
        var out = new ByteArrayOutputStream();
        boolean whole;
        if (status == 204 || status == 304) {
            whole = true;
        } else if (shape.header("transfer-encoding").equalsIgnoreCase("chunked")) {
            whole = chunks(out);
        } else if (!shape.header("content-length").isEmpty()) {
            int length = Integer.parseInt(shape.header("content-length"));
            int b = 0;
            while (out.size() < length && (b = read()) >= 0) {
                out.write(b);
            }
            whole = out.size() == length;
        } else {
            for (int b = read(); b >= 0; b = read()) {
                out.write(b);
            }
            whole = true;
        }
        return new Answer(status, head, out.toByteArray(), whole);
    }

    private boolean chunks(ByteArrayOutputStream out) throws IOException {
        while (true) {
            var line = new StringBuilder();
            for (int b = read(); b != '\n'; b = read()) {
                if (b < 0) {
                    return false;
                }
                line.append((char) b);
            }
            int size = Integer.parseInt(line.toString().strip(), 16);
            for (int i = 0; i < size; i++) {
                int b = read();
                if (b < 0) {
                    return false;
                }
                out.write(b);
            }
            if (read() != '\r' || read() != '\n') {
                return false;
            }
            if (size == 0) {
                return true;
            }
        }
    }

    /** True where the proxy closes within two seconds. */
    boolean closedByProxy() throws IOException {
        socket.setSoTimeout(2_000);
        try {
            while (in.read() >= 0) {
                // the rest of an answer
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    Socket socket() {
        return socket;
    }

    InputStream in() {
        return in;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
