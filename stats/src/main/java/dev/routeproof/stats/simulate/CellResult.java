package dev.routeproof.stats.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a cell's runs came to. */
public record CellResult(Cell cell, int runs, List<Reading> readings) {
    public CellResult {
        readings = List.copyOf(readings);
    }

    /** Reads the figures off the outcomes, one row a run. */
    static CellResult of(Cell cell, double[][] outcomes) {
        List<Reading> readings = IntStream.range(0, cell.figures().size())
                .mapToObj(i -> Reading.of(
                        cell.figures().get(i),
                        Arrays.stream(outcomes).mapToDouble(row -> row[i]).toArray()))
                .toList();
        return new CellResult(cell, outcomes.length, readings);
    }

    /** Whether every rule is kept. */
    public boolean kept() {
        return readings.stream().allMatch(Reading::kept);
    }
}
