package dev.routeproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a model, a dataset or a catalog says stays text. */
class HostileAnswersTest {
    private static final String HARMLESS = "plain";

    @ParameterizedTest
    @MethodSource("dev.routeproof.reports.page.HostileText#payloads")
    void noPayloadAddsAnElementOrAnAttribute(String payload) {
        assertThat(PageShape.of(BenchPage.render(HostileText.everywhere(payload))))
                .isEqualTo(PageShape.of(BenchPage.render(HostileText.everywhere(HARMLESS))));
    }

    @Test
    void thereAreFortyPayloads() {
        assertThat(HostileText.payloads()).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dev.routeproof.reports.page.HostileText#payloads")
    void theEmbeddedNumbersStillSayWhatWasMeasured(String payload) throws IOException {
        Document page = Jsoup.parse(BenchPage.render(HostileText.everywhere(payload)));
        String json = page.select("script[type=application/json]").first().data();
        assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029", "\u202e", "\u001b");
        JsonNode numbers = new ObjectMapper().readTree(json);
        assertThat(numbers.path("heat").path("rows").path(0).path(0).asText()).isEqualTo(payload);
    }

    @Test
    void controlAndBidiCharactersAreShownAsSigns() {
        String page = BenchPage.render(HostileText.everywhere("\u001b[31mred \u202egnp.exe \u0007 \u2066x"));
        assertThat(page).contains("[U+001B][31mred [U+202E]gnp.exe [U+0007] [U+2066]x");
        assertThat(page.chars().filter(c -> c < ' ' && c != '\n' && c != '\t').toArray())
                .isEmpty();
        assertThat(page).doesNotContain("\u202e", "\u2066");
    }

    @Test
    void templatesInAnswersAreNotEvaluated() {
        assertThat(BenchPage.render(HostileText.everywhere("${7*7} <#assign x=1>{{7*7}}")))
                .contains("${7*7} &lt;#assign x=1&gt;{{7*7}}")
                .doesNotContain("49 &lt;");
    }
}
