package dev.routeproof.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandoverTest {
    @Test
    void everythingArrivesInOrder() throws SQLException {
        var taken = new ArrayList<Integer>();
        Handover.<Integer>run("maker", 32, out -> IntStream.range(0, 1_000).forEach(out::accept), taken::add);
        assertThat(taken).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void whatTheMakerThrowsReachesTheCallerAfterWhatItMade() {
        var taken = new ArrayList<Integer>();
        assertThatThrownBy(() -> Handover.<Integer>run(
                        "maker",
                        32,
                        out -> {
                            out.accept(1);
                            throw new IllegalArgumentException("broken line");
                        },
                        taken::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken line");
        assertThat(taken).isEqualTo(List.of(1));
    }

    @Test
    void aTakerThatFailsLeavesNoMakerWaiting() {
        var made = new AtomicInteger();
        assertThatThrownBy(() -> Handover.<Integer>run(
                        "maker",
                        32,
                        out -> {
                            for (int i = 0; i < 1_000_000; i++) {
                                out.accept(i);
                                made.incrementAndGet();
                            }
                        },
                        batch -> {
                            throw new SQLException("disk full");
                        }))
                .isInstanceOf(SQLException.class);
        assertThat(made.get()).isLessThan(1_000);
    }
}
