package dev.routeproof.harness.routers;

import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.harness.regret.Contender;
import dev.routeproof.harness.regret.PromptRouter;
import dev.routeproof.harness.regret.RunPrompts;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.routing.table.RoutingTable;
import dev.routeproof.stats.router.RecordedOutcomes;
import dev.routeproof.stats.router.StrongFirst;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A candidate tried on the prompts of a recorded run: which model it would have asked. */
final class ContenderTrial {
    private static final Prompt UNKNOWN = Prompt.of("");
    private static final int REPHRASED = 500;

    private final RecordedRun run;
    private final Contender contender;
    private final List<Contender> tables;
    private final List<PromptRouter> routers;
    private final IntUnaryOperator tableOf;
    private final Map<String, Integer> rows = new HashMap<>();
    private final List<Prompt> prompts = new ArrayList<>();
    private final List<Classification> labels = new ArrayList<>();
    private final boolean read;
    private final Set<String> unmeasured = new LinkedHashSet<>();

    private ContenderTrial(
            RecordedRun run, List<Contender> tables, IntUnaryOperator tableOf, Map<PromptKey, Prompt> texts) {
        this.run = run;
        this.contender = tables.getFirst();
        this.tables = tables;
        this.routers = tables.stream().map(PromptRouter::new).toList();
        this.tableOf = tableOf;
        this.read = !texts.isEmpty();
        run.models().forEach(model -> rows.put(model, rows.size()));
        for (int i = 0; i < run.prompts().size(); i++) {
            Prompt text = texts.get(run.prompts().get(i));
            prompts.add(text == null ? UNKNOWN : text);
            labels.add(text == null ? truth(i) : contender.cascade().apply(text));
        }
    }

    /** {@code prompts} of the run; none: it keeps only scores, and the true labels stand in for the cascade's. */
    static Trial of(RecordedRun run, Contender contender, List<RunPrompts.Asked> prompts) {
        return of(run, List.of(contender), prompt -> 0, prompts);
    }

    /**
     * Likewise a candidate with a table for some prompts and others for others.
     *
     * @param tables the candidate with each of its tables
     * @param tableOf from a column of the run's outcomes to the place of its table
     */
    static Trial of(RecordedRun run, List<Contender> tables, IntUnaryOperator tableOf, List<RunPrompts.Asked> prompts) {
        Map<PromptKey, Prompt> texts = new HashMap<>();
        prompts.forEach(asked -> texts.put(asked.key(), asked.prompt()));
        return new ContenderTrial(run, tables, tableOf, texts).trial();
    }

    private Trial trial() {
        List<Choices.Way> ways = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            int[] byTruth = new int[prompts.size()];
            int[] chosen = new int[prompts.size()];
            for (int i = 0; i < chosen.length; i++) {
                byTruth[i] = row(i, truth(i), mode);
                chosen[i] = row(i, labels.get(i), mode);
            }
            ways.add(new Choices.Way(mode.word(), chosen, byTruth, read ? robustness(mode, chosen) : null));
        }
        if (!unmeasured.isEmpty()) {
            return new Trial.NotTried(
                    contender.id(),
                    "It routes to " + String.join(", ", unmeasured) + ", which this run has no scores of.");
        }
        return new Trial.Tried(new Choices(contender.id(), ways, StrongFirst.by(needs()), remarks()));
    }

    private int row(int prompt, Classification label, Mode mode) {
        String model = router(prompt).model(label, mode, prompts.get(prompt));
        Integer row = rows.get(model);
        if (row == null) {
            unmeasured.add(model);
            return RecordedOutcomes.NONE;
        }
        return row;
    }

    private PromptRouter router(int prompt) {
        return routers.get(tableOf.applyAsInt(prompt));
    }

    private Classification truth(int prompt) {
        return PromptRouter.certain(new TaskType(run.taskTypes().get(prompt)));
    }

    /** Share of rephrased prompts that keep the model of the original. */
    private @Nullable Double robustness(Mode mode, int[] chosen) {
        int step = Math.max(1, prompts.size() / REPHRASED);
        int same = 0;
        int all = 0;
        for (int i = 0; i < chosen.length; i += step) {
            for (Prompt other : Rephrasing.of(prompts.get(i))) {
                all++;
                Integer now = rows.get(router(i).model(contender.cascade().apply(other), mode, other));
                same += now != null && now == chosen[i] ? 1 : 0;
            }
        }
        return all == 0 ? null : (double) same / all;
    }

    /**
     * How much each prompt needs a strong model in the candidate's eyes: what its table would pay for it, averaged over the
     * modes and over the labels by their scores; what the scores do not cover goes to the table's default.
     */
    private double[] needs() {
        Map<ModelId, Double> worth = new HashMap<>();
        double[] once = run.outcomes().once();
        rows.forEach((model, row) -> worth.put(
                new ModelId(model),
                run.outcomes().priced()
                        ? run.outcomes().cost(row, once)
                        : run.outcomes().quality(row, once)));
        return IntStream.range(0, labels.size())
                .mapToDouble(i ->
                        need(labels.get(i), tables.get(tableOf.applyAsInt(i)).table(), worth))
                .toArray();
    }

    private static double need(Classification label, RoutingTable table, Map<ModelId, Double> worth) {
        double covered = 0;
        double need = 0;
        for (Map.Entry<TaskType, Double> score : label.scores().entrySet()) {
            covered += score.getValue();
            for (Mode mode : Mode.values()) {
                need += score.getValue() * worth(worth, table.route(score.getKey(), mode));
            }
        }
        double rest = Math.max(0, 1 - covered) * worth(worth, table.standard());
        return need / Mode.values().length / Math.max(1, covered) + rest;
    }

    private static double worth(Map<ModelId, Double> worth, ModelId model) {
        return worth.getOrDefault(model, 0.0);
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!read) {
            remarks.add(contender.id() + ": the run keeps no prompts, so the true task types stand in for its labels;"
                    + " only its table is judged.");
        } else if (!contender.leftOut().isEmpty()) {
            remarks.add(contender.id() + ": " + String.join(" and ", contender.leftOut())
                    + " not asked, because they call another machine; their cost is not in it either.");
        }
        return remarks;
    }
}
