package dev.routeproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchPageTest {
    @Test
    void rendersAsTheGoldenFile() throws IOException {
        Golden.matches("bench.html", BenchPage.render(BenchFixture.view()));
    }

    @Test
    void sameViewGivesTheSameBytes() {
        assertThat(BenchPage.render(BenchFixture.view())).isEqualTo(BenchPage.render(BenchFixture.view()));
    }
}
