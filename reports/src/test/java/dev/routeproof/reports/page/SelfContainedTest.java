package dev.routeproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages load nothing, run only their own script, and their templates cannot escape their cage. */
class SelfContainedTest {
    private static final Pattern FORBIDDEN =
            Pattern.compile("no_esc|noautoesc|\\?\\s*(api|new|eval|interpret|c\\b|string)|<#(outputformat|ftl)");

    private final Document page = Jsoup.parse(BenchPage.render(BenchFixture.view()));

    static Stream<Document> pages() {
        return Stream.of(
                        BenchPage.render(BenchFixture.view()),
                        ShadowPage.render(ShadowFixture.view()),
                        AbPage.render(AbFixture.view()),
                        RoutersPage.render(RoutersFixture.view()))
                .map(Jsoup::parse);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingPointsOutsideTheFile(Document page) {
        for (Element element : page.getAllElements()) {
            element.attributes().forEach(attribute -> {
                if (List.of("src", "href", "srcset", "action", "data", "poster").contains(attribute.getKey())) {
                    assertThat(attribute.getValue()).startsWith("#");
                }
            });
        }
        assertThat(page.outerHtml()).doesNotContain("http://", "https://", "@import", "url(");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePolicyNamesTheHashesOfTheOneStyleAndTheOneScript(Document page) throws NoSuchAlgorithmException {
        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy)
                .startsWith("default-src 'none';")
                .doesNotContain("unsafe")
                .contains("style-src '" + hash(page.select("style").first().data()) + "'")
                .contains("script-src '"
                        + hash(page.select("script:not([type])").first().data()) + "'");
        assertThat(page.select("style")).hasSize(1);
        assertThat(page.select("script:not([type])")).hasSize(1);
        assertThat(page.select("[style]")).isEmpty();
    }

    private static String hash(String text) throws NoSuchAlgorithmException {
        return "sha256-"
                + Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theScriptStaysSmall() {
        assertThat(page.select("script:not([type])").first().data().length()).isLessThan(7_000);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyChartHasANameATableAndItsNumbersInTheJson(Document page) {
        String json = page.select("script[type=application/json]").first().data();
        assertThat(page.select("svg.chart")).isNotEmpty();
        for (Element figure : page.select("figure.drawing")) {
            assertThat(figure.select("svg.chart").attr("aria-label")).isNotBlank();
            assertThat(figure.select("details table tbody tr")).isNotEmpty();
            assertThat(json).contains("\"" + figure.id() + "\":");
        }
    }

    static Stream<Path> templates() throws IOException {
        return Files.list(Path.of("src/main/resources/dev/routeproof/reports/page"))
                .filter(file -> file.toString().endsWith(".ftlh"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTemplateTurnsEscapingOffOrReachesForJava(Path template) throws IOException {
        assertThat(FORBIDDEN.matcher(Files.readString(template)).find()).isFalse();
    }

    @Test
    void everyTemplateEscapes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/routeproof/reports/page"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.contains("ftl")))
                    .allMatch(name -> name.endsWith(".ftlh"));
        }
    }

    @Test
    void aNumberThatMissesTheFormatterStopsThePage() {
        assertThatThrownBy(() -> new Engine().render("bare-number.ftlh", Map.of("n", 1234.5)))
                .hasStackTraceContaining("numbers reach a page only through Figures");
    }
}
