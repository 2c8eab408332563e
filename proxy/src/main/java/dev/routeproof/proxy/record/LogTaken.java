package dev.routeproof.proxy.record;

import java.nio.file.Path;

/** Another proxy writes to this log folder. */
public final class LogTaken extends Exception {
    private static final long serialVersionUID = 1;

    LogTaken(Path directory) {
        super("another proxy is writing to " + directory
                + ". Give this one its own evidence.dir or instance name, or stop the other.");
    }
}
