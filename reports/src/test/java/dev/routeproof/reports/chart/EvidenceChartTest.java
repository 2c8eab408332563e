package dev.routeproof.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.reports.view.Evidence;
import dev.routeproof.reports.view.Tone;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class EvidenceChartTest {
    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    private static Evidence evidence(List<Evidence.Point> points) {
        return new Evidence(
                List.of(new Evidence.Epoch(START.plusSeconds(3600), "5 → 20 %")),
                List.of(new Evidence.Panel("code", List.of(new Evidence.Line("harm", Tone.BAD, 200, points)))));
    }

    private static Document draw(Evidence evidence) {
        return Jsoup.parse(
                EvidenceChart.draw("evidence-0", evidence, evidence.panels().getFirst())
                        .svg());
    }

    @Test
    void evidenceAboveTheThresholdIsDrawnAboveIt() {
        Document svg =
                draw(evidence(List.of(new Evidence.Point(START, 1), new Evidence.Point(START.plusSeconds(7200), 500))));
        double threshold = Double.parseDouble(svg.select("line.threshold").attr("y1"));
        double last = Double.parseDouble(svg.select("circle.dot").attr("cy"));
        assertThat(last).isLessThan(threshold);
    }

    @Test
    void anEpochStandsAtItsTime() {
        Document svg =
                draw(evidence(List.of(new Evidence.Point(START, 1), new Evidence.Point(START.plusSeconds(7200), 3))));
        assertThat(Double.parseDouble(svg.select("line.epoch-line").attr("x1"))).isEqualTo((52 + 526) / 2.0);
        assertThat(svg.text()).contains("5 → 20 %");
    }

    @Test
    void withoutAClosedUnitItSaysSo() {
        assertThat(draw(evidence(List.of())).text()).contains("no closed unit yet");
    }
}
