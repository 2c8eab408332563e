package dev.routeproof.harness.bench.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.bench.Scoreboard;
import dev.routeproof.routing.catalog.Money;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void aModelIsABarItsQualityAndItsErrors() {
        var lines = ProgressText.block(moment(50, 0), 120);
        assertThat(lines)
                .containsExactly(
                        "small  ██████████░░░░░░░░░░  50/100   71.2 % ±  5.3  2 rate_limited, 1 refused",
                        " 50 %  50 of 100 calls  ETA 0:10  spent $0.0120 of about $0.0310, budget $1.00  (simulated)");
    }

    @Test
    void rememberedCallsSayNothingAboutThePace() {
        assertThat(moment(50, 50).left()).isNull();
        assertThat(ProgressText.whole(moment(50, 50))).contains("(50 remembered)", "ETA …");
        assertThat(moment(50, 25).left()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        assertThat(ProgressText.block(moment(50, 0), 40)).allMatch(line -> line.length() <= 40);
    }

    @Test
    void aRedrawOverwritesTheBlockBeforeIt() {
        var out = new StringWriter();
        var bars = new Bars(new PrintWriter(out), 100);
        bars.show(moment(10, 0), false);
        bars.show(moment(20, 0), true);
        assertThat(out.toString())
                .startsWith("small")
                .contains("\u001b[2Asmall")
                .endsWith("\u001b[K\n");
    }

    @Test
    void plainLinesComeEveryTenthAndTheLastOnce() {
        var out = new StringWriter();
        var lines = new PlainLines(new PrintWriter(out));
        for (int done = 0; done <= 100; done++) {
            lines.show(moment(done, 0), false);
        }
        lines.show(moment(100, 0), true);
        assertThat(out.toString().lines()).hasSize(10).allMatch(line -> line.contains("of 100 calls"));
    }

    private static Moment moment(int done, int remembered) {
        var model = new Scoreboard.ModelLine(
                "small",
                100,
                done,
                done,
                2,
                new Scoreboard.Quality(0.712, 0.053),
                Map.of("rate_limited", 2, "refused", 1));
        return new Moment(
                new Scoreboard.Snapshot(List.of(model), remembered),
                Money.ofUsd(0.012),
                Money.ofUsd(0.031),
                Money.ofUsd(1),
                Duration.ofSeconds(done == 50 ? 10 : 0),
                true);
    }
}
