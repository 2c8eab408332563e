package dev.routeproof.proxy.faults;

import dev.routeproof.proxy.ProxyMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A proxy in a process of its own, so that it can be killed; its log outlives it. */
final class ProxyProcess implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process process;

    private ProxyProcess(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Writes the files of a proxy into {@code folder}: one default model behind {@code upstream}. */
    static int configure(Path folder, URI upstream, String evidence) throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(folder.resolve("models.yaml"), """
                providers: {up: {wire: openai, base_url: '%s'}}
                models:
                  - {id: big, provider: up, name: big-wire, tier: large, input: 2, output: 8, context: 128000, capabilities: [tools, json]}
                """.formatted(upstream));
        Files.writeString(folder.resolve("proxy.yaml"), """
                listen: 127.0.0.1:%d
                catalog: models.yaml
                default: big
                evidence: {dir: log, %s}
                """.formatted(port, evidence));
        return port;
    }

    private static Process launch(Path folder, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dvertx.disableDnsResolver=true"));
        command.addAll(List.of(options));
        String packaged = System.getProperty("routeproof.app");
        if (packaged != null) {
            // Halves the time to start: the archive is written by the first process that ends in peace.
            command.add("-XX:+AutoCreateSharedArchive");
            command.add("-Xlog:cds=off");
            command.add("-XX:SharedArchiveFile=" + folder.resolve("proxy.jsa"));
        }
        command.addAll(List.of(
                "-cp",
                packaged != null
                        ? packaged
                        : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ProxyMain.class.getName(),
                "--config",
                folder.resolve("proxy.yaml").toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("proxy.out").toFile()))
                .start();
    }

    /** Starts it and waits until it says that it takes connections. */
    static ProxyProcess start(Path folder, int port, String... options) throws Exception {
        Path output = folder.resolve("proxy.out");
        int said = Files.exists(output) ? Files.readString(output).length() : 0;
        Process process = launch(folder, options);
        var started = new ProxyProcess(folder, port, process);
        try {
            Rig.until("the proxy listens", Duration.ofMinutes(5), () -> says(output, said) || !process.isAlive());
            if (!process.isAlive()) {
                throw new AssertionError("the proxy ended: " + started.output());
            }
            return started;
        } catch (AssertionError failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static boolean says(Path output, int from) {
        try {
            return Files.readString(output).indexOf("routeproof proxy on", from) >= 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Starts one that cannot run, and gives its exit code. */
    static int endsByItself(Path folder) throws Exception {
        Process process = launch(folder);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the proxy runs");
        }
        return process.exitValue();
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(folder.resolve("proxy.out"));
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Marks.search("the output of a proxy", output());
    }

    /** SIGTERM; gives its exit code and how long it took, milliseconds. */
    Ended terminate() throws Exception {
        long start = System.nanoTime();
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("the proxy did not stop: " + output());
        }
        return new Ended(process.exitValue(), (System.nanoTime() - start) / 1e6);
    }

    record Ended(int code, double millis) {}

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
    }
}
