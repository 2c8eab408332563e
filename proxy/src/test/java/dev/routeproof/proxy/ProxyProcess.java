package dev.routeproof.proxy;

import dev.routeproof.proxy.faults.Marks;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A proxy in a process of its own, with an admin listener; it can be killed. */
final class ProxyProcess implements AutoCloseable {
    private static final String TOKEN = Marks.ADMIN_TOKEN;

    private final Path folder;
    private final Path output;
    private final Process process;
    private final int port;
    private final int adminPort;

    private ProxyProcess(Path folder, Path output, Process process, int port, int adminPort) {
        this.folder = folder;
        this.output = output;
        this.process = process;
        this.port = port;
        this.adminPort = adminPort;
    }

    /** Starts {@code folder/proxy.yaml} and waits until it listens. */
    static ProxyProcess start(Path folder) throws IOException, InterruptedException {
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
        Path output = Files.createTempFile(folder, "proxy", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("ROUTEPROOF_ADMIN_TOKEN", TOKEN);
        builder.environment().put("ROUTEPROOF_SALT", "the same on every instance");
        Process process = builder.start();
        String said = "";
        while (!said.contains("/healthz") && !process.waitFor(10, TimeUnit.MILLISECONDS)) {
            said = Files.readString(output);
        }
        if (!process.isAlive()) {
            throw new IOException("the proxy did not start:\n" + Files.readString(output));
        }
        int port = number(said.replaceFirst("(?s).*proxy on http://.*?:([0-9]+)/v1.*", "$1"));
        int admin = number(said.replaceFirst("(?s).*admin on port ([0-9]+).*", "$1"));
        return new ProxyProcess(folder, output, process, port, admin);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** SIGKILL: nothing is flushed, nothing is told. What it said and wrote down until then is searched for markers. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Marks.search(
                "the output of a proxy", String.join("\n", process.inputReader().readAllLines()));
        try (var files = Files.walk(folder.resolve("log"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Marks.search(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }

    int port() {
        return port;
    }

    /** What it has printed so far. */
    String said() throws IOException {
        return Files.readString(output);
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
                "{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + " " + Marks.PROMPT
                        + "\"}]}",
                "Host: 127.0.0.1",
                "Content-Type: application/json",
                "Authorization: Bearer " + Marks.KEY,
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
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (answer.contains("\r\nx-routeproof-model: ")) {
                Marks.searchForKeys("a relayed answer", answer);
            } else {
                Marks.search("an answer of the proxy", answer);
            }
            return answer;
        }
    }

    static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
    }
}
