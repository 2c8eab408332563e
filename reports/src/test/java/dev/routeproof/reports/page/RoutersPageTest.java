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

class RoutersPageTest {
    @Test
    void rendersAsTheGoldenFile() throws IOException {
        Golden.matches("routers.html", RoutersPage.render(RoutersFixture.view()));
    }

    @ParameterizedTest
    @MethodSource("dev.routeproof.reports.page.HostileText#payloads")
    void noPayloadAddsAnElementOrAnAttribute(String payload) throws IOException {
        String hostile = RoutersPage.render(RoutersFixture.everywhere(payload));
        String harmless = RoutersPage.render(RoutersFixture.everywhere("x".repeat(payload.length())));
        assertThat(PageShape.of(hostile)).isEqualTo(PageShape.of(harmless));
        JsonNode numbers = new ObjectMapper()
                .readTree(Jsoup.parse(hostile)
                        .select("script[type=application/json]")
                        .first()
                        .data());
        assertThat(numbers.path("field").path("rows").path(0).path(0).asText()).isEqualTo(payload);
        assertThat(numbers.path("gap").path("rows").path(0).path(0).asText()).isEqualTo(payload);
    }

    @Test
    void withoutCostsThereIsNoLineAndItIsSaid() {
        Document page = Jsoup.parse(RoutersPage.render(RoutersFixture.withoutCosts()));
        assertThat(page.select("#field svg").text()).isEqualTo("costs are not known, so there is no line");
        assertThat(page.select("#gap svg").text()).isEqualTo("no router here gives an order of prompts");
        assertThat(page.select(".frontier-line")).isEmpty();
    }

    @Test
    void theLineBeginsWhereItComesIntoView() {
        Document page = Jsoup.parse(RoutersPage.render(RoutersFixture.view()));
        String path = page.select("#field .frontier-line").attr("d");
        assertThat(path).startsWith("M").doesNotContain("NaN");
        assertThat(path.split("[ML]")).hasSize(5);
    }
}
