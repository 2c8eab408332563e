package dev.routeproof.routing.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up the weights of the rules that hold; its confidence is the margin of the first label over the second. */
public final class RulesClassifier implements LocalClassifier {
    private record Compiled(
            int label,
            double weight,
            @Nullable CompiledSigns any,
            @Nullable CompiledSigns all) {
        boolean holds(Features features, Lookup.Found found) {
            return (all == null || all.all(features, found)) && (any == null || any.any(features, found));
        }
    }

    private final List<TaskType> labels;
    private final List<Compiled> rules;
    private final Lookup.Compiled lookup;

    public RulesClassifier(List<Rule> rules) {
        this.labels = rules.stream().map(Rule::label).distinct().sorted().toList();
        var looked = new Lookup();
        this.rules = rules.stream()
                .map(rule -> new Compiled(
                        labels.indexOf(rule.label()),
                        rule.weight(),
                        rule.any() == null ? null : new CompiledSigns(rule.any(), looked),
                        rule.all() == null ? null : new CompiledSigns(rule.all(), looked)))
                .toList();
        this.lookup = looked.compile();
    }

    @Override
    public Classification classify(Features features) {
        return classify(features, lookup.in(features));
    }

    private Classification classify(Features features, Lookup.Found found) {
        double[] sums = new double[labels.size()];
        for (Compiled rule : rules) {
            if (rule.holds(features, found)) {
                sums[rule.label()] += rule.weight();
            }
        }
        int best = best(sums);
        if (best < 0) {
            return Classification.UNKNOWN;
        }
        double second = 0;
        var scores = new LinkedHashMap<TaskType, Double>();
        for (int label = 0; label < sums.length; label++) {
            second = label == best ? second : Math.max(second, sums[label]);
            if (sums[label] > 0) {
                scores.put(labels.get(label), Math.min(1, sums[label]));
            }
        }
        return new Classification(labels.get(best), Math.clamp(sums[best] - second, 0, 1), scores, "rules");
    }

    /** The label with the highest sum, the first in the alphabet of several; −1 where no rule holds. */
    private static int best(double[] sums) {
        int best = -1;
        double top = Arrays.stream(sums).max().orElse(0);
        for (int label = sums.length - 1; label >= 0 && top > 0; label--) {
            best = sums[label] == top ? label : best;
        }
        return best;
    }

    @Override
    public Explained explain(Features features) {
        Lookup.Found found = lookup.in(features);
        Classification answer = classify(features, found);
        var reasons = new ArrayList<Evidence>();
        for (Compiled rule : rules) {
            if (labels.get(rule.label()).equals(answer.taskType()) && rule.holds(features, found)) {
                CompiledSigns telling = rule.any() == null ? rule.all() : rule.any();
                reasons.add(new Evidence(
                        telling == null ? "" : String.join(", ", telling.reasons(features, found)), rule.weight()));
            }
        }
        return new Explained(answer, reasons);
    }
}
