package dev.routeproof.reports.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures figures = new Figures();

    @Test
    void sharesArePercentagesWithOneDecimal() {
        assertThat(figures.percent(0.8416)).isEqualTo("84.2\u202f%");
        assertThat(figures.percent(null)).isEqualTo("–");
    }

    @Test
    void aProbabilityNeverRoundsToCertainty() {
        assertThat(figures.probability(0.9999)).isEqualTo(">99\u202f%");
        assertThat(figures.probability(0.0001)).isEqualTo("<1\u202f%");
        assertThat(figures.probability(1.0)).isEqualTo("100\u202f%");
        assertThat(figures.probability(0.0)).isEqualTo("0\u202f%");
    }

    @Test
    void differencesCarryTheirSign() {
        assertThat(figures.points(0.0123)).isEqualTo("+1.2");
        assertThat(figures.points(-0.034)).isEqualTo("−3.4");
        assertThat(figures.points(-0.0001)).isEqualTo("0.0");
    }

    @Test
    void smallAmountsKeepTwoSignificantDigits() {
        assertThat(figures.usd(0.00021)).isEqualTo("$0.00021");
        assertThat(figures.usd(0.0432)).isEqualTo("$0.043");
        assertThat(figures.usd(12.3)).isEqualTo("$12.30");
        assertThat(figures.usd(1234.4)).isEqualTo("$1,234");
        assertThat(figures.usd(0.0)).isEqualTo("$0.00");
        assertThat(figures.usd(-0.5)).isEqualTo("−$0.50");
        assertThat(figures.usdTick(10)).isEqualTo("$10");
        assertThat(figures.usdTick(0.03)).isEqualTo("$0.03");
        assertThat(figures.usdTick(100)).isEqualTo("$100");
    }

    @Test
    void durationsChangeTheirUnit() {
        assertThat(figures.duration(0.42)).isEqualTo("0.42\u202fms");
        assertThat(figures.duration(812.0)).isEqualTo("812\u202fms");
        assertThat(figures.duration(1240.0)).isEqualTo("1.24\u202fs");
        assertThat(figures.duration(123_000.0)).isEqualTo("2\u202fmin 3\u202fs");
        assertThat(figures.durationTick(2000)).isEqualTo("2\u202fs");
    }

    @Test
    void momentsAreUtc() {
        assertThat(figures.moment(Instant.parse("2026-11-22T05:19:59Z"))).isEqualTo("22 Nov 2026, 05:19 UTC");
    }

    @Test
    void whatIsNotANumberIsRefused() {
        assertThatThrownBy(() -> figures.percent(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> figures.usd(Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }
}
