package dev.routeproof.proxy.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code scripts/clients}: each call of the official clients made directly and through a proxy, and compared. */
class OfficialClientsTest {
    private static final Path SUITE = Path.of(System.getProperty("routeproof.root"), "scripts", "clients");

    @TempDir
    private Path folder;

    @Test
    void theOfficialClientsSeeNoDifference() throws Exception {
        boolean present = onPath("node") && Files.isDirectory(SUITE.resolve("node_modules"));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(present)
                    .as("CI has node and ran npm ci in scripts/clients")
                    .isTrue();
        }
        assumeTrue(present, "needs node, and `npm ci` in scripts/clients");
        Path output = folder.resolve("output.txt");
        var builder = new ProcessBuilder("node", "suite.mjs")
                .directory(SUITE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PROXY_COMMAND", JsonMapper.builder().build().writeValueAsString(proxyCommand()));
        var suite = builder.start();
        try {
            assertThat(suite.waitFor(120, TimeUnit.SECONDS))
                    .as("the suite ends")
                    .isTrue();
            String said = Files.readString(output);
            assertThat(suite.exitValue()).as(said).isZero();
            assertThat(said).matches("(?s).*\\d\\d+ passed, 0 failed\\s*");
        } finally {
            suite.descendants().forEach(ProcessHandle::destroyForcibly);
            suite.destroyForcibly();
        }
    }

    private static List<String> proxyCommand() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                absolute(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
                "dev.routeproof.proxy.ProxyMain");
    }

    /** The proxies start in another folder than the tests. */
    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                Stream.of(classPath.split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
