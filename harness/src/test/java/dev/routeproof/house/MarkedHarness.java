package dev.routeproof.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.cli.Harness;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands of the harness and keeps what they say for the search. */
final class MarkedHarness {
    private final Path folder;
    private final Markers written;

    /** @param folder with {@code config} and {@code home} */
    MarkedHarness(Path folder, Markers written) {
        this.folder = folder;
        this.written = written;
    }

    /** In this process, where no environment is needed. */
    void run(int exit, String... arguments) {
        run(List.of(exit), arguments);
    }

    /** @param exits any of these: what the command finds out is not the subject */
    void run(List<Integer> exits, String... arguments) {
        var said = new StringWriter();
        var out = new PrintWriter(said);
        assertThat(Harness.run(out, out, arguments)).as(said.toString()).isIn(exits);
        written.add(String.join(" ", arguments), said.toString());
    }

    /** In a process of its own, with the keys in its environment. */
    void runWithKeys(List<Integer> exits, String... arguments) throws Exception {
        var output = Files.createDirectories(folder.resolve("home")).resolve("harness-" + arguments[0] + ".txt");
        try (var run = Deployable.start(
                Harness.class.getName(), MarkedTraffic.SECRETS, folder.resolve("config"), output, arguments)) {
            assertThat(run.exit()).as(Files.readString(output)).isIn(exits);
        }
        written.add(String.join(" ", arguments), Files.readString(output));
    }
}
