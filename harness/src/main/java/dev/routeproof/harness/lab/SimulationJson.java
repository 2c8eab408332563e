package dev.routeproof.harness.lab;

import dev.routeproof.stats.simulate.Cell;
import dev.routeproof.stats.simulate.CellResult;
import dev.routeproof.stats.simulate.Figure;
import dev.routeproof.stats.simulate.Reading;
import dev.routeproof.stats.simulate.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The simulation table as a program reads it. What has no number (a median never reached) is null. */
public final class SimulationJson {
    private SimulationJson() {}

    /** One object with an entry a cell: its setting, our figures by name, and every figure under {@code figures}. */
    public static Map<String, Object> object(List<CellResult> results, int runs, long seed) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("schema", "routeproof.lab.simulate");
        object.put("version", 1);
        object.put("runs", runs);
        object.put(
                "looks", results.stream().mapToInt(r -> r.cell().looks()).max().orElse(0));
        object.put("seed", seed);
        object.put("kept", results.stream().allMatch(CellResult::kept));
        object.put("cells", results.stream().map(SimulationJson::cell).toList());
        return object;
    }

    private static Map<String, @Nullable Object> cell(CellResult result) {
        Cell cell = result.cell();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("section", cell.section());
        object.put("p", finite(cell.p()));
        object.put("pi", finite(cell.pi()));
        object.put("shape", cell.shape());
        object.put("effect", Double.isNaN(cell.effect()) ? null : Math.round(cell.effect() * 1e9) / 1e9);
        object.put("looks", cell.looks());
        for (Reading reading : result.readings()) {
            if (object.putIfAbsent(reading.figure().name(), finite(reading.value())) == null
                    && reading.figure().kind() == Figure.Kind.SHARE) {
                object.putIfAbsent("upper", reading.high());
            }
        }
        object.put("kept", result.kept());
        List<Map<String, @Nullable Object>> figures = new ArrayList<>();
        result.readings().forEach(reading -> figures.add(figure(reading)));
        object.put("figures", figures);
        return object;
    }

    private static Map<String, @Nullable Object> figure(Reading reading) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("name", reading.figure().name());
        object.put("method", reading.figure().method());
        object.put("value", finite(reading.value()));
        object.put("low", finite(reading.low()));
        object.put("high", finite(reading.high()));
        object.put("ours", !(reading.figure().rule() instanceof Rule.None));
        switch (reading.figure().rule()) {
            case Rule.None() -> {}
            case Rule.AtMost(double limit) -> object.put("at_most", limit);
            case Rule.AtLeast(double limit) -> object.put("at_least", limit);
        }
        object.put("kept", reading.kept());
        return object;
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
