package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What every command has: an evidence home, {@code --json}, {@code --help} and an {@link Exit}.
 *
 * <p>Results go to {@link #out()}, progress and remarks to {@link #err()}. Signatures and fields name no type of
 * DuckDB, Vert.x or Freemarker, so that {@code --help} loads none of them.
 */
abstract class HarnessCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "evidence home: store, log, cache, reports (default: ${DEFAULT-VALUE})")
    Path home = Path.of("evidence");

    @Option(names = "--json", description = "one JSON object on stdout; progress goes to stderr")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help and exit")
    boolean help;

    @Override
    public final Integer call() throws Exception {
        var exit = run();
        out().flush();
        err().flush();
        return exit.code();
    }

    /** Does the work; {@link dev.routeproof.harness.UserError} for what the user can fix. */
    abstract Exit run() throws Exception;

    final PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    final PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }

    /** Prints {@code value} (records, maps, Jackson nodes) as one JSON object on stdout. */
    final void printJson(Object value) {
        out().println(Json.text(value));
    }
}
