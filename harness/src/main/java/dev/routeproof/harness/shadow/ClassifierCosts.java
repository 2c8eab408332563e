package dev.routeproof.harness.shadow;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.decide.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the cascades themselves cost: every stage up to the one that decided was asked. */
final class ClassifierCosts {
    private static final Query TABLE = Query.of(ClassifierCosts.class, "classifier-table.sql");
    private static final Query ROW = Query.of(ClassifierCosts.class, "classifier.sql");
    /** Tokens of the question around the prompt. */
    private static final int QUESTION = 200;

    private final Setup setup;
    private final Map<String, List<String>> remarks = new HashMap<>();

    private ClassifierCosts(Setup setup) {
        this.setup = setup;
    }

    /** Puts the costs into the session for the projection; gives what is left out, by candidate. */
    static Map<String, List<String>> prepare(Store store, Setup setup) {
        store.update(TABLE);
        var costs = new ClassifierCosts(setup);
        for (Candidate candidate : setup.candidates().values()) {
            costs.candidate(store, candidate);
        }
        return costs.remarks;
    }

    private void candidate(Store store, Candidate candidate) {
        double perToken = 0;
        double fixed = 0;
        var left = new ArrayList<String>();
        var spent = new LinkedHashMap<String, double[]>();
        for (StageSpec stage : candidate.cascade()) {
            switch (stage) {
                case StageSpec.Llm llm -> {
                    Model model = model(llm.model());
                    if (model == null) {
                        left.add("The price of the classifier's model " + llm.model() + " is not known.");
                    } else {
                        perToken += model.prices().input() / 1e6;
                        fixed += (QUESTION * model.prices().input()
                                        + written(llm) * model.prices().output())
                                / 1e6;
                    }
                }
                case StageSpec.Rubric rubric ->
                    left.add("What the rubric service " + rubric.url().getHost() + " charges is not known here.");
                case StageSpec.Embedding embedding -> {
                    if (embedding.provider() != null) {
                        left.add("What the embeddings of " + embedding.provider() + " cost is not known here.");
                    }
                }
                case StageSpec.Rules rules -> {}
                case StageSpec.Linear linear -> {}
            }
            spent.put(stage.kind(), new double[] {perToken, fixed});
        }
        spent.put("none", new double[] {perToken, fixed});
        spent.forEach((stage, cost) -> store.update(ROW, candidate.id(), stage, cost[0], cost[1]));
        remarks.put(candidate.id(), left);
    }

    private @Nullable Model model(String id) {
        var catalog = setup.catalog();
        return catalog == null ? null : catalog.named(id).orElse(null);
    }

    /** Tokens of the answer. */
    private static int written(StageSpec.Llm llm) {
        return switch (llm.question()) {
            case SCORE_1_10 -> 5;
            case TIER_JSON -> 60;
        };
    }
}
