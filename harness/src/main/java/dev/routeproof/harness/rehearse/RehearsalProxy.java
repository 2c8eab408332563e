package dev.routeproof.harness.rehearse;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.rollout.AdminClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code scripts/proxy} as a process of the rehearsal's own, on free ports. */
final class RehearsalProxy implements AutoCloseable {
    private static final Pattern CALLERS = Pattern.compile("routeproof proxy on http://[^:]+:([0-9]+)/v1.*");
    private static final Pattern ADMIN = Pattern.compile("admin on port ([0-9]+).*");
    private static final String TOKEN = "rehearsal";
    /** Moving the clock waits for a disk and a verdict, on whatever machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final AdminClient admin;

    private RehearsalProxy(Process process, int port, AdminClient admin) {
        this.process = process;
        this.port = port;
        this.admin = admin;
    }

    /** Starts it and waits until it listens; {@link UserError} with its own words where it does not. */
    static RehearsalProxy start(Path command, Path config, long seed) throws IOException {
        var builder = new ProcessBuilder(List.of(command.toString(), "--config", config.toString()))
                .redirectErrorStream(true);
        builder.environment().put("ROUTEPROOF_REHEARSAL_TOKEN", TOKEN);
        builder.environment().put("ROUTEPROOF_REHEARSAL_SALT", "rehearsal salt of seed " + seed);
        Process process = builder.start();
        BufferedReader said = process.inputReader();
        var words = new StringBuilder();
        int port = 0;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            words.append(line).append('\n');
            Matcher callers = CALLERS.matcher(line);
            Matcher admin = ADMIN.matcher(line);
            if (callers.matches()) {
                port = Integer.parseInt(callers.group(1));
            } else if (admin.matches()) {
                drain(said);
                URI at = URI.create("http://127.0.0.1:" + admin.group(1));
                return new RehearsalProxy(process, port, new AdminClient(at, TOKEN, PATIENCE));
            }
        }
        throw new UserError(Exit.INTERNAL_ERROR, command + " did not start:\n" + words);
    }

    /** Nobody waits for what else it says. */
    private static void drain(BufferedReader said) {
        Thread.ofVirtual().start(() -> {
            try {
                while (said.readLine() != null) {
                    // Read, so that the process never waits for a full pipe.
                }
            } catch (IOException ended) {
                // The process has ended.
            }
        });
    }

    int port() {
        return port;
    }

    AdminClient admin() {
        return admin;
    }

    /** SIGTERM, so that it drains and seals its log; null where it ended in order. */
    @Nullable
    String stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "the proxy did not stop within 40 s";
        }
        return process.exitValue() == 0 ? null : "the proxy ended with exit code " + process.exitValue();
    }

    @Override
    public void close() {
        admin.close();
        process.destroyForcibly();
    }
}
