package dev.routeproof.harness.calibrate;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.GradedCall;
import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.harness.analyse.PromptScores.Score;
import dev.routeproof.harness.analyse.RunData;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.select.Contrasts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One task type of a run as calibration sees it: the models that compete, on the prompts all of them have a score for.
 *
 * <p>A model competes if it could be asked at least {@value #LEAST_ABLE} of the prompts. Models with so many unscored
 * answers that fewer than {@value #LEAST_SHARED} of the prompts would remain are left out, most unscored first.
 */
final class Slice {
    private static final double LEAST_ABLE = 0.95;
    private static final double LEAST_SHARED = 0.8;

    private final String taskType;
    private final List<Contender> contenders;
    private final Map<String, Exclusion> excluded;
    private final double[][] scores;
    private final int[] clusters;

    private Slice(
            String taskType,
            List<Contender> contenders,
            Map<String, Exclusion> excluded,
            double[][] scores,
            int[] clusters) {
        this.taskType = taskType;
        this.contenders = List.copyOf(contenders);
        this.excluded = Map.copyOf(excluded);
        this.scores = scores;
        this.clusters = clusters;
    }

    /** Why a model does not compete; {@code unable} models must not be routed to either. */
    record Exclusion(String reason, boolean unable) {}

    static Slice of(Analysis analysis, String taskType) {
        Map<String, Exclusion> excluded = new LinkedHashMap<>();
        List<String> models = new ArrayList<>();
        for (String model : analysis.models()) {
            List<GradedCall> calls = analysis.calls(model, taskType);
            long able = calls.stream().filter(GradedCall::applicable).count();
            if (calls.isEmpty() || able < LEAST_ABLE * calls.size()) {
                excluded.put(model, new Exclusion("cannot do every prompt of this task type", true));
            } else if (analysis.scores(model, taskType).n() == 0) {
                excluded.put(model, new Exclusion("has no scored answer", false));
            } else {
                models.add(model);
            }
        }
        List<PromptKey> shared = shared(analysis, taskType, models, excluded);
        return build(analysis, taskType, models, excluded, shared);
    }

    private static List<PromptKey> shared(
            Analysis analysis, String taskType, List<String> models, Map<String, Exclusion> excluded) {
        while (true) {
            int most = 0;
            List<PromptKey> shared = null;
            for (String model : models) {
                Map<PromptKey, Score> scores = analysis.scores(model, taskType).byPrompt();
                most = Math.max(most, scores.size());
                if (shared == null) {
                    shared = new ArrayList<>(scores.keySet());
                } else {
                    shared.removeIf(key -> !scores.containsKey(key));
                }
            }
            if (shared == null || shared.size() >= LEAST_SHARED * most || models.size() <= 2) {
                return shared == null ? List.of() : shared;
            }
            String worst = models.stream()
                    .min(Comparator.comparingInt(
                            model -> analysis.scores(model, taskType).n()))
                    .orElseThrow();
            models.remove(worst);
            excluded.put(worst, new Exclusion("has too few scored answers to be compared", false));
        }
    }

    private static Slice build(
            Analysis analysis,
            String taskType,
            List<String> models,
            Map<String, Exclusion> excluded,
            List<PromptKey> shared) {
        List<Contender> contenders = models.stream()
                .map(model -> contender(analysis, taskType, model))
                .toList();
        List<Map<PromptKey, Score>> columns = models.stream()
                .map(model -> analysis.scores(model, taskType).byPrompt())
                .toList();
        double[][] scores = new double[shared.size()][models.size()];
        int[] clusters = new int[shared.size()];
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < shared.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                Score score = Objects.requireNonNull(columns.get(j).get(shared.get(i)));
                scores[i][j] = score.value();
                clusters[i] = numbers.computeIfAbsent(score.cluster(), key -> numbers.size());
            }
        }
        return new Slice(taskType, contenders, excluded, scores, clusters);
    }

    private static Contender contender(Analysis analysis, String taskType, String model) {
        var summary = analysis.summary(model, taskType).orElseThrow();
        Double per1000 = summary.costPer1000();
        return new Contender(
                model,
                per1000 == null ? catalogPrice(analysis, model) : Double.valueOf(per1000 / 1000),
                summary.latency().p50());
    }

    private static @Nullable Double catalogPrice(Analysis analysis, String model) {
        return analysis.data().models().stream()
                .filter(row -> row.model().equals(model))
                .map(RunData.ModelRow::blendedPrice)
                .filter(price -> price > 0)
                .map(price -> price / 1e6)
                .findFirst()
                .orElse(null);
    }

    String taskType() {
        return taskType;
    }

    List<Contender> contenders() {
        return contenders;
    }

    Map<String, Exclusion> excluded() {
        return excluded;
    }

    /** Prompts that every contender has a score for. */
    int n() {
        return scores.length;
    }

    /** Index among the contenders; −1 where the model does not compete. */
    int indexOf(String model) {
        return contenders.stream().map(Contender::model).toList().indexOf(model);
    }

    Result<Contrasts> contrasts() {
        return Contrasts.of(scores, clusters);
    }

    /** Natural logarithms of the costs; a free or unpriced model counts as a tenth of the cheapest priced one. */
    double[] logPrices() {
        double smallest = contenders.stream()
                .map(Contender::costUsd)
                .filter(cost -> cost != null && cost > 0)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
        return contenders.stream()
                .map(Contender::costUsd)
                .mapToDouble(cost -> Math.log(cost == null || cost <= 0 ? smallest / 10 : cost))
                .toArray();
    }

    boolean priced() {
        return contenders.stream().allMatch(contender -> contender.costUsd() != null);
    }
}
