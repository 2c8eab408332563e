package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.providers.line.EventLoops;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy that has no file descriptor left for another caller. */
@Faults
@EnabledOnOs(OS.LINUX)
class NoDescriptorsTest {
    private static final int CALLERS = 100;
    private static final int TAKEN = 20;
    /** Some lines a second are printed; a loop that does not pause prints a hundred thousand. */
    private static final int MOST_OUTPUT = 50_000;

    @TempDir
    Path folder;

    static List<String> transports() {
        return EventLoops.working();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void callersItCannotTakeAreLeftAloneUntilItCan(String transport) throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false))) {
            int port = ProxyProcess.configure(folder, upstream.baseUrl(), "content: hash");
            try (var proxy = ProxyProcess.start(folder, port, "-D" + EventLoops.PROPERTY + "=" + transport);
                    var known = new RawCaller(port)) {
                assertThat(status(known)).isEqualTo(200);
                limit(proxy, descriptors(proxy) + TAKEN);
                var others = new ArrayList<RawCaller>();
                try {
                    for (int i = 0; i < CALLERS; i++) {
                        others.add(new RawCaller(port));
                    }
                    Duration before = processorTime(proxy);
                    TimeUnit.SECONDS.sleep(2);
                    assertThat(processorTime(proxy).minus(before)).isLessThan(Duration.ofSeconds(1));
                    assertThat(proxy.output()).contains("Too many open files").hasSizeLessThan(MOST_OUTPUT);
                    assertThat(status(known)).isEqualTo(200);
                } finally {
                    for (RawCaller other : others) {
                        other.close();
                    }
                }
                try (var late = new RawCaller(port)) {
                    assertThat(status(late)).isEqualTo(200);
                }
            }
        }
    }

    private static int status(RawCaller caller) throws IOException {
        return caller.send(RawCaller.post("/v1/chat/completions", Rig.BODY))
                .answer()
                .status();
    }

    private static Duration processorTime(ProxyProcess proxy) {
        return ProcessHandle.of(proxy.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    private static int descriptors(ProxyProcess proxy) {
        String[] open =
                Path.of("/proc", Long.toString(proxy.pid()), "fd").toFile().list();
        assertThat(open).as("the descriptors of a process, on Linux").isNotNull();
        return open.length;
    }

    private static void limit(ProxyProcess proxy, int descriptors) throws Exception {
        assertThat(new ProcessBuilder("prlimit", "--pid", Long.toString(proxy.pid()), "--nofile=" + descriptors + ":")
                        .start()
                        .waitFor())
                .as("prlimit, of util-linux")
                .isZero();
    }
}
