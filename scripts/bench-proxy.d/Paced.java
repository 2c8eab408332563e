import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.LockSupport;

/** Sends requests at a constant rate on kept connections and prints the time to the first byte of the body: p50 and p99, ms. */
public class Paced {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int rate = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        byte[] request = request(arguments[3].equals("stream"));
        int lanes = Math.max(16, rate / 100);
        long start = System.nanoTime() + 200_000_000L;
        long gap = 1_000_000_000L * lanes / rate;
        var all = new ArrayList<Future<long[]>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int lane = 0; lane < lanes; lane++) {
                long first = start + gap * lane / lanes;
                all.add(threads.submit(() -> lane(port, request, first, gap, start + seconds * 1_000_000_000L)));
            }
        }
        var nanos = new ArrayList<Long>();
        for (var one : all) {
            for (long n : one.get()) {
                nanos.add(n);
            }
        }
        // The first second warms up.
        Collections.sort(nanos);
        System.out.printf(Locale.ROOT, "%.3f %.3f %d%n", nanos.get(nanos.size() / 2) / 1e6, nanos.get((int) (nanos.size() * 0.99)) / 1e6, nanos.size());
    }

    private static long[] lane(int port, byte[] request, long first, long gap, long end) throws Exception {
        var nanos = new ArrayList<Long>();
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 65_536);
            long warm = first + 1_000_000_000L;
            for (long at = first; at < end; at += gap) {
                long wait = at - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                socket.getOutputStream().write(request);
                long firstByte = read(in);
                if (at > warm) {
                    // From when it was due, not from when it was sent: a stall counts for all it held up.
                    nanos.add(firstByte - at);
                }
            }
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    private static long read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            head.append((char) b);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        long first;
        if (lower.contains("transfer-encoding: chunked")) {
            first = 0;
            while (true) {
                var line = new StringBuilder();
                for (int b = in.read(); b != '\n'; b = in.read()) {
                    line.append((char) b);
                }
                if (first == 0) {
                    first = System.nanoTime();
                }
                int size = Integer.parseInt(line.toString().strip(), 16);
                in.skipNBytes(size + 2);
                if (size == 0) {
                    return first;
                }
            }
        }
        int at = lower.indexOf("content-length:") + 15;
        int length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)).strip());
        in.read();
        first = System.nanoTime();
        in.skipNBytes(length - 1);
        return first;
    }

    static byte[] request(boolean stream) {
        String body = "{\"model\":\"large\"," + (stream ? "\"stream\":true," : "") + "\"messages\":[{\"role\":\"user\",\"content\":\""
                + "How many apples are left when four of nine are eaten? ".repeat(10) + "\"}]}";
        return ("POST /v1/chat/completions HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nAuthorization: Bearer none\r\n"
                        + "x-portkey-provider: openai\r\nx-portkey-custom-host: http://127.0.0.1:19100/v1\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
