package dev.routeproof.harness.routers;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.harness.calibrate.Calibrator;
import dev.routeproof.harness.regret.Contender;
import dev.routeproof.harness.regret.RunPrompts;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Tries what {@code harness calibrate} would make of a candidate's table: each prompt is routed by a table that was
 * calibrated on the other folds, so that no prompt is judged by a table that has seen it.
 */
final class Recalibration {
    private static final String SUFFIX = ", recalibrated";

    private final RecordedRun run;
    private final Folds folds;
    private final List<Analysis> others;

    Recalibration(RecordedRun run, RunData data) {
        this.run = run;
        this.folds = Folds.of(data);
        this.others = folds.clusters() < Folds.COUNT
                ? List.of()
                : IntStream.range(0, Folds.COUNT).mapToObj(folds::without).toList();
    }

    Trial of(Contender contender, List<RunPrompts.Asked> prompts) {
        String id = contender.id() + SUFFIX;
        if (others.isEmpty()) {
            return new Trial.NotTried(
                    id,
                    "The run has " + folds.clusters()
                            + " independent prompts; learning on some and judging on others takes " + Folds.COUNT
                            + ".");
        }
        List<Contender> learnt = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (Analysis other : others) {
            RoutingTable table = Calibrator.calibrate(other, contender.table()).table(id, contender.table());
            unknown.addAll(unknown(table, contender));
            learnt.add(contender.with(id, table));
        }
        if (!unknown.isEmpty()) {
            return new Trial.NotTried(
                    id, "It would route to " + String.join(", ", unknown) + ", which its catalog does not hold.");
        }
        return ContenderTrial.of(run, learnt, prompt -> folds.of(run.prompts().get(prompt)), prompts)
                .with(id
                        + ": judged on prompts its table has not seen; each fifth is routed by what harness calibrate makes of"
                        + " the other four, from " + differing(learnt) + ". Its classifier is the same.");
    }

    private static List<String> unknown(RoutingTable table, Contender contender) {
        return table.routes().values().stream()
                .flatMap(row -> row.values().stream())
                .filter(model -> contender.catalog().find(model).isEmpty())
                .map(ModelId::value)
                .toList();
    }

    /** How far the five agree, which says how much the table depends on the prompts that were drawn. */
    private static String differing(List<Contender> learnt) {
        RoutingTable first = learnt.getFirst().table();
        long cells = 0;
        long differ = 0;
        for (var type : first.routes().keySet()) {
            for (Mode mode : Mode.values()) {
                cells++;
                differ += learnt.stream()
                                        .map(each -> each.table().route(type, mode))
                                        .distinct()
                                        .count()
                                > 1
                        ? 1
                        : 0;
            }
        }
        return differ == 0
                ? "which always comes the same table"
                : "which come tables that differ in " + differ + " of " + cells + " cells";
    }
}
