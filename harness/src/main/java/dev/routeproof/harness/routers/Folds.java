package dev.routeproof.harness.routers;

import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.analyse.GradedCall;
import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.harness.analyse.RunData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A run's prompts dealt into folds, whole clusters at a time and every task type evenly, so that what was learnt on all
 * folds but one can be judged on prompts it has not seen. The same run is always dealt the same way.
 */
final class Folds {
    static final int COUNT = 5;

    private final RunData data;
    private final Map<String, Integer> ofCluster = new HashMap<>();
    private final Map<PromptKey, Integer> ofPrompt = new HashMap<>();

    private Folds(RunData data) {
        this.data = data;
    }

    static Folds of(RunData data) {
        var folds = new Folds(data);
        var seen = new TreeSet<String>();
        Map<String, List<String>> clusters = new TreeMap<>();
        for (GradedCall call : data.calls()) {
            if (seen.add(call.clusterKey())) {
                clusters.computeIfAbsent(call.taskType(), type -> new ArrayList<>())
                        .add(call.clusterKey());
            }
        }
        var random = new Random(data.run().seed());
        for (List<String> ofOneType : clusters.values()) {
            Collections.sort(ofOneType);
            Collections.shuffle(ofOneType, random);
            ofOneType.forEach(cluster -> folds.ofCluster.put(cluster, folds.ofCluster.size() % COUNT));
        }
        data.calls().forEach(call -> folds.ofPrompt.put(call.prompt(), folds.of(call)));
        return folds;
    }

    int clusters() {
        return ofCluster.size();
    }

    /** From 0 below {@link #COUNT}. */
    int of(PromptKey prompt) {
        return ofPrompt.getOrDefault(prompt, 0);
    }

    private int of(GradedCall call) {
        return ofCluster.getOrDefault(call.clusterKey(), 0);
    }

    /** The run without the prompts of a fold, and without all that is not independent of them. */
    Analysis without(int fold) {
        return Analysis.of(
                data.with(data.calls().stream().filter(call -> of(call) != fold).toList()));
    }
}
