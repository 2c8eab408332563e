package dev.routeproof.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One of the two programs in a process of its own, with an environment of its own. */
final class Deployable implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Deployable(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param output where everything it says goes */
    static Deployable start(String main, Map<String, String> environment, Path folder, Path output, String... arguments)
            throws IOException {
        var command = new ArrayList<>(command(main));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new Deployable(builder.start(), output);
    }

    /** The words that start one of the programs. */
    static List<String> command(String main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath(),
                main);
    }

    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var entries = new ArrayList<String>();
        for (String entry : path.split(System.getProperty("path.separator"))) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(System.getProperty("path.separator"), entries);
    }

    /** The first group of a pattern in what it says, once it has said it. */
    String says(Pattern pattern) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < until) {
            var matcher = pattern.matcher(Files.readString(output));
            if (matcher.find()) {
                return matcher.group(1);
            }
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("it never said " + pattern + ", but: " + Files.readString(output));
    }

    /** Its exit code, once it has ended by itself. */
    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end");
        }
        return process.exitValue();
    }

    /** Asks it to stop, and waits until it has. */
    int stop() throws InterruptedException {
        process.destroy();
        return exit();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
