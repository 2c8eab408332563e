package dev.routeproof.stats.simulate;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table of all cells, and the way one is run. */
public final class SimulationTable {
    private SimulationTable() {}

    /** Every cell, in the order of the statistics. */
    public static List<Cell> cells() {
        return Stream.of(
                        HarmCells.cells(),
                        MarginCells.cells(),
                        RampCells.cells(),
                        ReturningCells.cells(),
                        SampleRatioCells.cells(),
                        StickyCells.cells(),
                        LatencyCells.cells(),
                        FeedbackCells.cells())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Runs a cell; the same seed gives the same result on any number of cores.
     *
     * @param runs how many experiments, at least 1
     */
    public static CellResult run(Cell cell, int runs, long seed) {
        double[][] outcomes = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> cell.trial().run(new SplittableRandom(mixed(seed, cell.id(), run))))
                .toArray(double[][]::new);
        return CellResult.of(cell, outcomes);
    }

    /** A seed of its own for each run: the finaliser of SplitMix64 over the three parts. */
    private static long mixed(long seed, String cell, int run) {
        long z = seed * 0x9E3779B97F4A7C15L + cell.hashCode() * 0xD1B54A32D192ED03L + run * 0x8CB92BA72F3D8DD7L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
