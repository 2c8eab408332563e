package dev.routeproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a file under {@code src/test/golden}; {@code -Dgolden=write} writes it instead. Look before committing. */
final class Golden {
    private Golden() {}

    static void matches(String name, String actual) throws IOException {
        Path file = Path.of("src/test/golden", name);
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(actual).as("differs from %s; -Dgolden=write renews it", file).isEqualTo(Files.readString(file));
    }
}
