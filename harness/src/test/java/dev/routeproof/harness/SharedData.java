package dev.routeproof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Data recorded by others, which does not come with the project: {@code ROUTEPROOF_DATA}, else beside the checkout. */
public final class SharedData {
    private SharedData() {}

    /** The test is skipped where the file is not there; under {@code CI=true} it fails. */
    public static Path file(String name) {
        String named = System.getenv("ROUTEPROOF_DATA");
        Path data = named != null
                ? Path.of(named)
                : Path.of(System.getProperty("routeproof.root", ".."), "../shared/data")
                        .normalize();
        Path file = data.resolve(name);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(file).as("data of others; set ROUTEPROOF_DATA").exists();
        }
        assumeTrue(Files.exists(file), () -> file + " is not there; set ROUTEPROOF_DATA to run this");
        return file;
    }
}
