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

class AbPageTest {
    @Test
    void rendersAsTheGoldenFile() throws IOException {
        Golden.matches("ab.html", AbPage.render(AbFixture.view()));
    }

    @ParameterizedTest
    @MethodSource("dev.routeproof.reports.page.HostileText#payloads")
    void noPayloadAddsAnElementOrAnAttribute(String payload) throws IOException {
        String hostile = AbPage.render(AbFixture.everywhere(payload));
        assertThat(PageShape.of(hostile)).isEqualTo(PageShape.of(AbPage.render(AbFixture.everywhere("plain"))));
        Document page = Jsoup.parse(hostile);
        String json = page.select("script[type=application/json]").first().data();
        assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u202e", "\u001b");
        JsonNode numbers = new ObjectMapper().readTree(json);
        assertThat(numbers.path("forest-0").path("rows").path(0).path(0).asText())
                .isEqualTo(payload);
    }

    @Test
    void anUnhealthyLogShowsItsReasonAndNoNumber() {
        Document page = Jsoup.parse(AbPage.render(AbFixture.unhealthy()));
        assertThat(page.select("#verdict").text()).contains("The ledger does not balance");
        assertThat(page.select("svg.chart, #metrics, #cost, #feedback-part")).isEmpty();
        assertThat(page.select("nav a").eachText()).containsExactly("Verdicts", "Epochs", "Method");
    }

    @Test
    void everySectionOfTheNavigationIsThere() {
        Document page = Jsoup.parse(AbPage.render(AbFixture.view()));
        assertThat(page.select("nav a"))
                .hasSize(9)
                .allSatisfy(link -> assertThat(page.select(link.attr("href"))).hasSize(1));
        assertThat(page.select("#disliked pre").eachText()).contains("Write <b>markup</b>.", "<img src=x>");
    }
}
