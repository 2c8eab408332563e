package dev.routeproof.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeStretchTest {
    /** Few times and units, so that many rows are told apart by nothing but what they cost. */
    private static final Query ROWS = new Query("rows", """
            select (7 * i % 40)::bigint, (i % 3)::bigint, 0.5, 0.45, 0.05, 100.0 * (i % 5), i / 1000.0, (i % 4)::bigint
            from range(5000) rows(i) order by hash(i + ?)""");

    @Test
    void theOrderIsThatOfTheTimesHoweverTheRowsCame() {
        assertThat(rows(1)).hasSize(5_000).isSorted().isEqualTo(rows(2));
    }

    @Test
    void rowsOfAnEarlierStretchAreForgotten() {
        var stretch = new ExchangeStretch(16);
        fill(stretch, 1);
        stretch.clear();
        assertThat(stretch.inOrder()).isEmpty();
        fill(stretch, 3);
        assertThat(read(stretch)).isEqualTo(rows(1));
    }

    @Test
    void whatIsInOrderStaysAsItIs() {
        var stretch = new ExchangeStretch(16);
        try (var store = Store.inMemory()) {
            var sorted =
                    new Query("sorted", "select i, 1::bigint, 0.5, 0.4, 0.1, 1.0, 1.0, 0::bigint from range(100) t(i)");
            store.each(sorted, stretch::add);
        }
        assertThat(stretch.inOrder()).isSorted().hasSize(100);
    }

    private static List<String> rows(int seed) {
        var stretch = new ExchangeStretch(16);
        fill(stretch, seed);
        return read(stretch);
    }

    private static void fill(ExchangeStretch stretch, int seed) {
        try (var store = Store.inMemory()) {
            store.each(ROWS, stretch::add, seed);
        }
    }

    private static List<String> read(ExchangeStretch stretch) {
        var rows = new ArrayList<String>();
        for (int i : stretch.inOrder()) {
            rows.add(String.format(
                    "%03d %d %d %05.1f %.3f",
                    stretch.at[i], stretch.unit[i], stretch.packed[i], stretch.latency[i], stretch.cost[i]));
        }
        return rows;
    }
}
