package dev.routeproof.harness.calibrate;

import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run says about every cell.
 *
 * @param doNotRoute the sentence that says one model serves everything as well; null where routing pays
 */
public record Calibration(List<Cell> cells, @Nullable String doNotRoute) {
    public Calibration {
        cells = List.copyOf(cells);
    }

    public long changed() {
        return cells.stream().filter(cell -> cell.state() == Cell.State.CHANGED).count();
    }

    /** The proposed table: {@code current} with the proposed routes; task types the run does not know stay. */
    public RoutingTable table(String id, RoutingTable current) {
        SequencedMap<TaskType, Map<Mode, ModelId>> routes = new LinkedHashMap<>();
        current.routes().forEach((type, cells) -> routes.put(type, new EnumMap<>(cells)));
        fill(routes);
        return current.withRoutes(id, routes);
    }

    /** A table from nothing; {@code standard} is the default model. */
    public RoutingTable table(String id, ModelId standard) {
        SequencedMap<TaskType, Map<Mode, ModelId>> routes = new LinkedHashMap<>();
        fill(routes);
        return new RoutingTable(
                id, standard, routes, RoutingTable.Fallbacks.NONE, RoutingTable.Uncertain.NEVER, List.of());
    }

    private void fill(Map<TaskType, Map<Mode, ModelId>> routes) {
        for (Cell cell : cells) {
            if (cell.proposed() != null) {
                routes.computeIfAbsent(new TaskType(cell.taskType()), key -> new EnumMap<>(Mode.class))
                        .put(cell.mode(), new ModelId(cell.proposed()));
            }
        }
    }
}
