import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Votes at a constant rate over HTTP; each latency counts from the moment at which the vote was due. */
public class FeedbackBench {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int rate = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        var ids = new ArrayList<String>();
        try (var socket = new Socket("127.0.0.1", port)) {
            while (ids.size() < 400 + rate * (seconds + 3) / 90) {
                String head = exchange(
                        socket,
                        "/v1/chat/completions",
                        "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
                int at = head.toLowerCase().indexOf("x-routeproof-request-id: ");
                ids.add(head.substring(at + 25, head.indexOf('\r', at)));
            }
        }
        vote(port, rate, 3, ids, 0); // for the compiler
        long[] nanos = vote(port, rate, seconds, ids, 3 * rate);
        System.out.printf(
                "feedback %,d votes at %,d/s over HTTP, each durable before its 200: p50 %.2f ms, p99 %.2f ms, worst %.1f ms%n",
                nanos.length, rate, at(nanos, 0.5), at(nanos, 0.99), at(nanos, 1));
    }

    private static double at(long[] nanos, double quantile) {
        return nanos[(int) Math.min(nanos.length - 1, quantile * nanos.length)] / 1e6;
    }

    private static long[] vote(int port, int rate, int seconds, List<String> ids, int first) throws Exception {
        int count = rate * seconds;
        var nanos = new long[count];
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        long begun = System.nanoTime() + 100_000_000;
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 64; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try (var socket = new Socket("127.0.0.1", port)) {
                    socket.setTcpNoDelay(true);
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        long due = begun + i * 1_000_000_000L / rate;
                        while (System.nanoTime() < due) {
                            LockSupport.parkNanos(due - System.nanoTime());
                        }
                        int vote = first + i;
                        String head = exchange(
                                socket,
                                "/v1/feedback",
                                "{\"request_id\":\"" + ids.get(vote / 90) + "\",\"thumbs\":\"up\",\"rater\":\"r"
                                        + vote % 90 + "\"}");
                        nanos[i] = System.nanoTime() - due;
                        if (!head.startsWith("HTTP/1.1 200")) {
                            failed.incrementAndGet();
                        }
                    }
                } catch (IOException broken) {
                    failed.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed.get() + " votes were not acknowledged");
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static String exchange(Socket socket, String path, String body) throws IOException {
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: p\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed");
            }
            head.append((char) b);
        }
        String lower = head.toString().toLowerCase();
        int at = lower.indexOf("content-length: ");
        in.readNBytes(Integer.parseInt(lower.substring(at + 16, lower.indexOf('\r', at))));
        return head.toString();
    }
}
