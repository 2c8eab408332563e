import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;

/** Holds many slow streams open at once (50 chunks, 100 ms apart) and prints how many of them ended whole. */
public class Streams {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        String request = new String(Paced.request(true), StandardCharsets.US_ASCII)
                .replace("Content-Type:", "Idempotency-Key: slow\r\nContent-Type:");
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        var all = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(() -> whole(port, bytes)));
            }
        }
        int whole = 0;
        var failures = new TreeMap<String, Integer>();
        for (var one : all) {
            try {
                whole += one.get() ? 1 : 0;
            } catch (ExecutionException failed) {
                failures.merge(String.valueOf(failed.getCause()), 1, Integer::sum);
            }
        }
        System.out.println(whole + (failures.isEmpty() ? "" : " " + failures));
    }

    /** True where the stream said that it was done and ended as chunked answers end. */
    private static boolean whole(int port, byte[] request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request);
            var in = socket.getInputStream();
            var tail = "";
            var buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String text = tail + new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                if (text.contains("[DONE]") && text.endsWith("0\r\n\r\n")) {
                    return true;
                }
                tail = text.substring(Math.max(0, text.length() - 64));
            }
            return false;
        }
    }
}
