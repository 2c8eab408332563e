package dev.routeproof.harness.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report on disk. */
final class ReportFile {
    /** The version that reports name. */
    static final String VERSION = "0.1.0";

    private ReportFile() {}

    /** Writes {@code page} in place of what is there; the folder is made where it is missing. */
    static void write(String page, Path out) {
        try {
            Path folder = out.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(out, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
