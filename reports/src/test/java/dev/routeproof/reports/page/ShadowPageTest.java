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

class ShadowPageTest {
    @Test
    void rendersAsTheGoldenFile() throws IOException {
        Golden.matches("shadow.html", ShadowPage.render(ShadowFixture.view()));
    }

    @ParameterizedTest
    @MethodSource("dev.routeproof.reports.page.HostileText#payloads")
    void noPayloadAddsAnElementOrAnAttribute(String payload) throws IOException {
        String hostile = ShadowPage.render(ShadowFixture.everywhere(payload));
        String harmless = ShadowPage.render(ShadowFixture.everywhere("x".repeat(payload.length())));
        assertThat(PageShape.of(hostile)).isEqualTo(PageShape.of(harmless));
        Document page = Jsoup.parse(hostile);
        String json = page.select("script[type=application/json]").first().data();
        assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u202e", "\u001b");
        JsonNode numbers = new ObjectMapper().readTree(json);
        assertThat(numbers.path("mix").path("rows").path(0).path(0).asText()).isEqualTo(payload);
    }

    @Test
    void aPromptIsShownAsItsText() {
        Document page = Jsoup.parse(ShadowPage.render(ShadowFixture.view()));
        assertThat(page.select("#label pre").text()).isEqualTo("Explain <script>alert(1)</script> to a child.");
    }
}
