package dev.routeproof.stats.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SimulationTableTest {
    private static final int RUNS = 150;
    private static final long SEED = 20_260_921;

    @TestFactory
    Stream<DynamicTest> everyRuleOfTheTableIsKept() {
        return SimulationTable.cells().stream()
                .map(cell -> DynamicTest.dynamicTest(cell.id(), () -> {
                    CellResult result = SimulationTable.run(cell, RUNS, SEED);
                    List<Reading> broken = result.readings().stream()
                            .filter(reading -> !reading.kept())
                            .toList();
                    assertEquals(List.of(), broken);
                }));
    }

    @Test
    void theSameSeedGivesTheSameTableAndAnotherDoesNot() {
        Cell cell = SimulationTable.cells().get(0);
        assertEquals(SimulationTable.run(cell, 20, 1), SimulationTable.run(cell, 20, 1));
        double[] one = cell.trial().run(new java.util.SplittableRandom(1));
        assertEquals(cell.figures().size(), one.length);
        assertTrue(Stream.of(1L, 2L, 3L)
                        .map(seed -> SimulationTable.run(cell, 20, seed))
                        .distinct()
                        .count()
                > 1);
    }

    @Test
    void noTwoCellsShareTheirRandomNumbers() {
        List<String> ids = SimulationTable.cells().stream().map(Cell::id).toList();
        assertEquals(ids.size(), ids.stream().distinct().count());
    }
}
