package dev.routeproof.harness.routers;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.GradedCall;
import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.harness.analyse.PromptScores;
import dev.routeproof.stats.router.RecordedOutcomes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run as a table of prompts by models: only prompts that every model has a score for, so that every choice of models is
 * compared on the same prompts.
 *
 * @param models with a score on at least one prompt, in the catalog's order; the rows of {@code outcomes}
 * @param prompts the columns of {@code outcomes}, in the order of the run
 * @param taskTypes the true label of each prompt
 * @param leftOut prompts on which some model has no score
 * @param gaps per model the prompts it has no score for; models without gaps are not in it
 * @param unpriced models with a call on these prompts that was not priced; where there is one, no cost is known
 * @param costEstimated some tokens were counted here, not reported
 */
record RecordedRun(
        List<String> models,
        List<PromptKey> prompts,
        List<String> taskTypes,
        RecordedOutcomes outcomes,
        int leftOut,
        Map<String, Integer> gaps,
        List<String> unpriced,
        boolean costEstimated) {
    private static final double NANO_USD_PER_PROMPT_TO_USD_PER_1000 = 1e-6;

    /** Null where no prompt has a score of every model. */
    static @Nullable RecordedRun of(Analysis analysis) {
        List<String> models = analysis.models().stream()
                .filter(model -> analysis.scores(model, Analysis.ALL).n() > 0)
                .toList();
        Map<PromptKey, String> all = new LinkedHashMap<>();
        analysis.data().calls().forEach(call -> all.putIfAbsent(call.prompt(), call.taskType()));
        Set<PromptKey> complete = new LinkedHashSet<>(all.keySet());
        Map<String, Integer> gaps = new LinkedHashMap<>();
        for (String model : models) {
            PromptScores scores = analysis.scores(model, Analysis.ALL);
            complete.retainAll(scores.byPrompt().keySet());
            if (scores.n() < all.size()) {
                gaps.put(model, all.size() - scores.n());
            }
        }
        if (models.isEmpty() || complete.isEmpty()) {
            return null;
        }
        List<PromptKey> prompts = List.copyOf(complete);
        Costs costs = Costs.of(analysis, models, prompts);
        return new RecordedRun(
                models,
                prompts,
                prompts.stream().map(key -> all.getOrDefault(key, "")).toList(),
                new RecordedOutcomes(
                        scores(analysis, models, prompts),
                        costs.usdPer1000,
                        clusters(analysis.scores(models.getFirst(), Analysis.ALL), prompts)),
                all.size() - prompts.size(),
                gaps,
                costs.unpriced,
                costs.estimated);
    }

    private static double[][] scores(Analysis analysis, List<String> models, List<PromptKey> prompts) {
        return models.stream()
                .map(model -> analysis.scores(model, Analysis.ALL).byPrompt())
                .map(scores -> prompts.stream()
                        .map(scores::get)
                        .mapToDouble(score -> score == null ? 0 : score.value())
                        .toArray())
                .toArray(double[][]::new);
    }

    private static int[] clusters(PromptScores scores, List<PromptKey> prompts) {
        Map<String, Integer> numbers = new HashMap<>();
        return prompts.stream()
                .map(prompt -> scores.byPrompt().get(prompt))
                .mapToInt(score -> numbers.computeIfAbsent(score == null ? "" : score.cluster(), key -> numbers.size()))
                .toArray();
    }

    /** Mean cost of each model's calls on each prompt; no rows where a model was not priced. */
    private static final class Costs {
        private final double[][] usdPer1000;
        private final List<String> unpriced;
        private final boolean estimated;

        private Costs(double[][] usdPer1000, List<String> unpriced, boolean estimated) {
            this.usdPer1000 = usdPer1000;
            this.unpriced = unpriced;
            this.estimated = estimated;
        }

        static Costs of(Analysis analysis, List<String> models, List<PromptKey> prompts) {
            Map<PromptKey, Integer> columns = new HashMap<>();
            prompts.forEach(prompt -> columns.put(prompt, columns.size()));
            double[][] costs = new double[models.size()][prompts.size()];
            List<String> unpriced = new ArrayList<>();
            boolean estimated = false;
            for (int model = 0; model < costs.length; model++) {
                int[] calls = new int[prompts.size()];
                for (GradedCall call : analysis.calls(models.get(model), Analysis.ALL)) {
                    Integer column = columns.get(call.prompt());
                    Long nano = call.costNanoUsd();
                    if (column != null && nano != null) {
                        costs[model][column] += nano * NANO_USD_PER_PROMPT_TO_USD_PER_1000;
                        calls[column]++;
                        estimated |= call.costEstimated();
                    }
                }
                for (int column = 0; column < calls.length; column++) {
                    costs[model][column] /= calls[column];
                }
                if (IntStream.of(calls).anyMatch(n -> n == 0)) {
                    unpriced.add(models.get(model));
                }
            }
            return new Costs(unpriced.isEmpty() ? costs : new double[0][], unpriced, estimated);
        }
    }
}
