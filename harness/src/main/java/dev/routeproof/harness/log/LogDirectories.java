package dev.routeproof.harness.log;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directories a command on the log works on: those that were named, else the evidence home's log. */
public final class LogDirectories {
    private LogDirectories() {}

    /** {@link UserError} where one is no directory. */
    public static List<Path> of(Path home, List<Path> named) {
        List<Path> directories = named.isEmpty() ? List.of(home.resolve("log")) : named;
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                throw new UserError(
                        Exit.BAD_CONFIG,
                        directory + " is not a directory. Name the evidence.dir of proxy.yaml, or a copy of it.");
            }
        }
        return directories;
    }
}
