package dev.routeproof.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {
    @Test
    void theTableShowsOurFigureWithItsLimitAndTheUsualOneBelow() {
        Console table = Console.run("lab", "simulate", "--only", "S4", "--runs", "60");
        assertEquals(0, table.exit(), table.err());
        assertTrue(table.out().contains("limit ≤ 5.0 %"), table.out());
        assertTrue(table.out().contains("pooled z-test"), table.out());
        assertTrue(table.out().contains("2 of 2 rules kept; 60 runs a cell"), table.out());
        assertTrue(table.err().contains("cell 1 of 2: S4"), table.err());
    }

    @Test
    void theObjectNamesEachCellsSettingFigureAndBound() throws Exception {
        Console json = Console.run("lab", "simulate", "--only", "S4", "--runs", "60", "--seed", "5", "--json");
        assertEquals(0, json.exit(), json.err());
        JsonNode object = new ObjectMapper().readTree(json.out());
        assertEquals("routeproof.lab.simulate", object.path("schema").asText());
        assertEquals(60, object.path("runs").asInt());
        assertEquals(2, object.path("cells").size());
        for (JsonNode cell : object.path("cells")) {
            assertTrue(cell.path("false_alarm").isNumber());
            assertTrue(cell.path("upper").asDouble() >= cell.path("false_alarm").asDouble());
            assertEquals(0, cell.path("effect").asDouble());
            assertEquals(2, cell.path("figures").size());
        }
    }

    @Test
    void aSectionThatDoesNotExistIsAUsageErrorThatNamesThoseThatDo() {
        Console unknown = Console.run("lab", "simulate", "--only", "S99");
        assertEquals(2, unknown.exit());
        assertTrue(unknown.err().contains("there is no section S99; there are S1, S2, S4, S5, S6, S7, S8."));
        assertEquals(2, Console.run("lab", "simulate", "--runs", "0").exit());
    }
}
