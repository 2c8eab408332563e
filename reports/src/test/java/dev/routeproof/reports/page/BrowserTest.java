package dev.routeproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reports in a real browser, opened from disk; skipped where there is no Chromium, except in CI. */
class BrowserTest {
    private static final Path REPORTS = Path.of("src/test/golden").toAbsolutePath();
    private static final Pattern PRICE_PER_THOUSAND = Pattern.compile("data-v=\"([^\"]*)\"");
    private static final int PRICE_COLUMN = 4;

    @TempDir
    Path profile;

    @BeforeAll
    static void needsChromium() {
        boolean present = Files.isExecutable(Path.of("/usr/bin/chromium"));
        assertThat(present || !"true".equals(System.getenv("CI")))
                .as("CI installs Chromium; .ci/run says how")
                .isTrue();
        assumeTrue(present, "no /usr/bin/chromium: the report is not opened in a browser");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench.html", "shadow.html", "ab.html", "routers.html"})
    void theScriptRunsUnderThePagesOwnPolicy(String report) throws Exception {
        assertThat(open(report, "#?theme=dark")).contains("data-theme=\"dark\"", "class=\"csv\">Copy as CSV");
    }

    @Test
    void anAddressBringsBackTheSortingItWasCopiedWith() throws Exception {
        String page = open("bench.html", "#?sort=board." + PRICE_COLUMN + ".ascending");
        assertThat(page).contains("class=\"num\" aria-sort=\"ascending\"");
        assertThat(pricesOf(page)).hasSizeGreaterThan(4).isSorted();
    }

    private static List<Double> pricesOf(String page) {
        String board = page.substring(page.indexOf("<table id=\"board\""));
        String body = board.substring(board.indexOf("<tbody>"), board.indexOf("</tbody>"));
        return Pattern.compile("<tr.*?</tr>", Pattern.DOTALL)
                .matcher(body)
                .results()
                .map(row -> row.group().split("<t[dh]")[PRICE_COLUMN + 1])
                .flatMap(cell -> PRICE_PER_THOUSAND.matcher(cell).results())
                .map(value -> Double.valueOf(value.group(1)))
                .toList();
    }

    private String open(String report, String state) throws IOException, InterruptedException {
        Path page = profile.resolve("page.html");
        Process chromium = new ProcessBuilder(
                        "/usr/bin/chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile.resolve("user"),
                        "--dump-dom",
                        REPORTS.resolve(report).toUri() + state)
                .redirectOutput(page.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(chromium.waitFor(60, TimeUnit.SECONDS))
                    .as("Chromium ended")
                    .isTrue();
        } finally {
            chromium.destroyForcibly();
        }
        return Files.readString(page, StandardCharsets.UTF_8);
    }
}
