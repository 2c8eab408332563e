package dev.routeproof.harness.regret;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.GradedCall;
import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.harness.analyse.PromptScores;
import dev.routeproof.harness.label.Agreement;
import dev.routeproof.harness.label.PromptLine;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.table.Mode;
import dev.routeproof.stats.mean.ClusteredMean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A candidate's cascade tried on the prompts of a run, whose true labels and every model's scores are known. */
public final class RegretStudy {
    /**
     * What was found.
     *
     * @param agreement of the cascade with the true labels
     * @param modes one regret per mode that some prompt can show
     */
    public record Found(Contender contender, Agreement agreement, List<Regret> modes) {
        public Found {
            modes = List.copyOf(modes);
        }
    }

    private record Labelled(RunPrompts.Asked asked, Classification answer) {}

    private final Analysis analysis;
    private final Contender contender;
    private final PromptRouter router;
    private final Map<String, PromptScores> scores = new HashMap<>();
    private final Map<String, Map<PromptKey, Double>> costs = new HashMap<>();

    private RegretStudy(Analysis analysis, Contender contender) {
        this.analysis = analysis;
        this.contender = contender;
        this.router = new PromptRouter(contender);
    }

    /** Null where the run keeps no prompt. */
    public static @Nullable Found of(Store store, Analysis analysis, Contender contender) {
        List<RunPrompts.Asked> prompts =
                RunPrompts.read(store, analysis.data().run().runId());
        if (prompts.isEmpty()) {
            return null;
        }
        var agreement = new Agreement();
        var labelled = new ArrayList<Labelled>();
        for (RunPrompts.Asked asked : prompts) {
            Classification answer = contender.cascade().apply(asked.prompt());
            labelled.add(new Labelled(asked, answer));
            String id = asked.key().dataset() + "/" + asked.key().item();
            agreement.add(new PromptLine(id, asked.prompt(), List.of(asked.taskType()), id, null), answer);
        }
        var study = new RegretStudy(analysis, contender);
        return new Found(
                contender,
                agreement,
                Stream.of(Mode.values())
                        .map(mode -> study.regret(mode, labelled))
                        .filter(regret -> regret.n() > 0)
                        .toList());
    }

    private Regret regret(Mode mode, List<Labelled> labelled) {
        var pairs = new LinkedHashMap<String, Sum>();
        var all = new Sum("", "");
        var lost = new ArrayList<Double>();
        var clusters = new ArrayList<Integer>();
        var numbers = new HashMap<String, Integer>();
        int notMeasured = 0;
        double byTruth = 0;
        for (Labelled one : labelled) {
            RunPrompts.Asked asked = one.asked();
            TaskType truth = new TaskType(asked.taskType());
            String right = router.model(PromptRouter.certain(truth), mode, asked.prompt());
            String routed = router.model(one.answer(), mode, asked.prompt());
            Double before = score(right, asked.key());
            Double after = score(routed, asked.key());
            if (before == null || after == null) {
                notMeasured++;
                continue;
            }
            Double cheaper = cost(right, asked.key());
            Double dearer = cost(routed, asked.key());
            Double more = cheaper == null || dearer == null ? null : dearer - cheaper;
            TaskType given = one.answer().taskType();
            boolean unsure = given != null
                    && one.answer().confidence() < contender.table().uncertain().below();
            String label = given == null ? "none" : given.label();
            pairs.computeIfAbsent(truth + "\n" + label, key -> new Sum(truth.label(), label))
                    .add(before - after, more, unsure);
            all.add(before - after, more, unsure);
            byTruth += before;
            lost.add(before - after);
            String cluster = asked.cluster() == null ? "item " + asked.key().item() : asked.cluster();
            clusters.add(numbers.computeIfAbsent(asked.key().dataset() + "\n" + cluster, key -> numbers.size()));
        }
        int n = lost.size();
        return new Regret(
                mode,
                n,
                notMeasured,
                n == 0 ? 0 : byTruth / n,
                n == 0 ? 0 : byTruth / n - all.lost / n,
                ClusteredMean.interval(
                        lost.stream().mapToDouble(Double::doubleValue).toArray(),
                        clusters.stream().mapToInt(Integer::intValue).toArray(),
                        PromptScores.LEVEL),
                all.morePer1000(),
                pairs.values().stream().map(Sum::pair).toList());
    }

    private @Nullable Double score(String model, PromptKey prompt) {
        PromptScores.Score score = scores.computeIfAbsent(model, name -> analysis.scores(name, Analysis.ALL))
                .byPrompt()
                .get(prompt);
        return score == null ? null : score.value();
    }

    /** Mean cost of the model's calls on the prompt, USD; null: not priced. */
    private @Nullable Double cost(String model, PromptKey prompt) {
        return costs.computeIfAbsent(model, this::costs).get(prompt);
    }

    private Map<PromptKey, Double> costs(String model) {
        var sums = new HashMap<PromptKey, double[]>();
        for (GradedCall call : analysis.calls(model, Analysis.ALL)) {
            Long nano = call.costNanoUsd();
            if (nano != null) {
                double[] sum = sums.computeIfAbsent(call.prompt(), key -> new double[2]);
                sum[0] += nano / 1e9;
                sum[1]++;
            }
        }
        var means = new HashMap<PromptKey, Double>();
        sums.forEach((prompt, sum) -> means.put(prompt, sum[0] / sum[1]));
        return means;
    }

    /** What adds up over the prompts of one pair of labels. */
    private static final class Sum {
        private final String label;
        private final String given;
        private int n;
        private int unsure;
        private int priced;
        private double lost;
        private double more;

        Sum(String label, String given) {
            this.label = label;
            this.given = given;
        }

        void add(double scoreLost, @Nullable Double usdMore, boolean notBelieved) {
            n++;
            unsure += notBelieved ? 1 : 0;
            lost += scoreLost;
            if (usdMore != null) {
                priced++;
                more += usdMore;
            }
        }

        @Nullable
        Double morePer1000() {
            return priced == 0 ? null : more / priced * 1000;
        }

        Regret.Pair pair() {
            return new Regret.Pair(label, given, n, unsure, lost / n, morePer1000());
        }
    }
}
