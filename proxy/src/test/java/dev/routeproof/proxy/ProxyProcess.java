package dev.routeproof.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A proxy in a process of its own, with an admin listener; it can be killed. */
final class ProxyProcess implements AutoCloseable {
    private static final String TOKEN = "operator-token";

    private final Process process;
    private final int port;
    private final int adminPort;

    private ProxyProcess(Process process, int port, int adminPort) {
        this.process = process;
        this.port = port;
        this.adminPort = adminPort;
    }

    /** Starts {@code folder/proxy.yaml} and waits until it listens. */
    static ProxyProcess start(Path folder) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ProxyMain.class.getName(),
                "--config",
                folder.resolve("proxy.yaml").toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ROUTEPROOF_ADMIN_TOKEN", TOKEN);
        Process process = builder.start();
        BufferedReader said = process.inputReader();
        var all = new StringBuilder();
        int port = 0;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.startsWith("routeproof proxy on http://")) {
                port = number(line.replaceFirst(".*?:([0-9]+)/v1.*", "$1"));
            } else if (line.startsWith("admin on port ")) {
                return new ProxyProcess(process, port, number(line.replaceFirst("admin on port ([0-9]+).*", "$1")));
            }
        }
        throw new IOException("the proxy did not start:\n" + all);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** SIGKILL: nothing is flushed, nothing is told. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int port() {
        return port;
    }

    /** An operator's request with the right token; the whole answer, head and body. */
    String admin(String method, String path, String body) throws IOException {
        return adminRaw(method, path, body, "Host: 127.0.0.1:" + adminPort, "Authorization: Bearer " + TOKEN);
    }

    String adminRaw(String method, String path, String body, String... headers) throws IOException {
        return exchange(adminPort, method, path, body, headers);
    }

    /** One chat completion of a user; the whole answer. */
    String ask(String user, String text) throws IOException {
        return exchange(
                port,
                "POST",
                "/v1/chat/completions",
                "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}",
                "Host: 127.0.0.1",
                "Content-Type: application/json",
                "X-Route-User: " + user);
    }

    private static String exchange(int port, String method, String path, String body, String... headers)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Connection: close\r\nContent-Length: ")
                .append(bytes.length)
                .append("\r\n\r\n");
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
