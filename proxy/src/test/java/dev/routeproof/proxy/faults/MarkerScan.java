package dev.routeproof.proxy.faults;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * X1 for every test of the matrix: no key, prompt, answer or header value in what the proxies wrote or said. Rigs,
 * callers and proxy processes hand over events, metrics, heads, error bodies and output; this hears standard output and
 * error besides, and fails the test where a marker was found.
 */
final class MarkerScan implements BeforeEachCallback, AfterEachCallback {
    private PrintStream out = System.out;
    private PrintStream err = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Override
    public void beforeEach(ExtensionContext test) {
        out = System.out;
        err = System.err;
        said.reset();
        System.setOut(hearing(out));
        System.setErr(hearing(err));
        Marks.found();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        System.setOut(out);
        System.setErr(err);
        synchronized (said) {
            Marks.search("standard output or error", said.toString(StandardCharsets.UTF_8));
        }
        List<String> found = Marks.found();
        if (!found.isEmpty() && test.getExecutionException().isEmpty()) {
            throw new AssertionError("markers stand where they must not:\n" + String.join("\n", found));
        }
    }

    private PrintStream hearing(PrintStream on) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        on.write(bytes, from, length);
                        synchronized (said) {
                            said.write(bytes, from, length);
                        }
                    }

                    @Override
                    public void flush() {
                        on.flush();
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }
}
