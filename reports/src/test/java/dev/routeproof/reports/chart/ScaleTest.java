package dev.routeproof.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void endsOfTheRangeAreEndsOfTheAxis() {
        Scale scale = Scale.linear(0.2, 0.8, 300, 20);
        assertThat(scale.at(0.2)).isEqualTo(300);
        assertThat(scale.at(0.8)).isCloseTo(20, within(1e-9));
        assertThat(scale.at(5)).isEqualTo(20);
    }

    @Test
    void equalRatiosAreEqualDistancesOnALogarithmicAxis() {
        Scale scale = Scale.log(1, 100, 0, 200);
        assertThat(scale.at(10)).isCloseTo(100, within(1e-9));
    }

    @Test
    void ticksAreRoundAndInside() {
        assertThat(rounded(Scale.linear(0, 1, 0, 1))).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
        assertThat(rounded(Scale.log(0.02, 8, 0, 1))).containsExactly(0.03, 0.1, 0.3, 1.0, 3.0);
    }

    private static List<Double> rounded(Scale scale) {
        return scale.ticks(6).stream().map(tick -> Math.round(tick * 1e6) / 1e6).toList();
    }
}
