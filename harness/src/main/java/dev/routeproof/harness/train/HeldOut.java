package dev.routeproof.harness.train;

import dev.routeproof.harness.label.Agreement;
import dev.routeproof.harness.label.PromptLine;
import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Features;
import dev.routeproof.routing.classify.LinearClassifier;
import dev.routeproof.routing.classify.TaskType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Judges training by prompts it has not seen: each own prompt is labelled by a model trained without it, without its
 * variants, and, part by part, without anything of the same part.
 */
public final class HeldOut {
    private static final int FOLDS = 5;

    private final List<TaskType> labels;
    private final List<PromptLine> own;
    private final List<Example> base;
    private final List<Example> examples;
    private final long seed;

    /**
     * Makes examples of everything once.
     *
     * @param base learnt in every fit and never judged
     * @param own labelled prompts that are judged
     */
    public HeldOut(List<TaskType> labels, List<LabelledPrompt> base, List<PromptLine> own, long seed) {
        this.labels = labels;
        this.own = own;
        this.base = base.stream().map(prompt -> Example.of(prompt, labels)).toList();
        this.examples =
                own.stream().map(line -> Example.of(labelled(line), labels)).toList();
        this.seed = seed;
    }

    private static LabelledPrompt labelled(PromptLine line) {
        List<TaskType> accepted = line.accepted().stream().map(TaskType::new).toList();
        return new LabelledPrompt(accepted, line.prompt(), "own " + line.group());
    }

    /** Trained on everything. */
    public LinearTrainer.Fit all() {
        return without(i -> false);
    }

    /** Every own prompt judged once, by one of {@value #FOLDS} trainings that left out its fold. */
    public Agreement byFolds() {
        int[] folds = Folds.deal(
                examples.stream().map(Example::group).toList(),
                examples.stream().mapToInt(Example::usual).toArray(),
                FOLDS,
                seed);
        var agreement = new Agreement();
        for (int fold : IntStream.of(folds).distinct().sorted().toArray()) {
            judge(i -> folds[i] == fold, List.of(agreement));
        }
        return agreement;
    }

    /**
     * Each {@link PromptLine#part()} judged by a training that has seen nothing of it, nor variants of its prompts, and
     * all of them together.
     */
    public Parts byParts() {
        var together = new Agreement();
        var parts = new ArrayList<Part>();
        for (String name : partNames(own)) {
            var alone = new Agreement();
            judge(i -> name.equals(own.get(i).part()), List.of(alone, together));
            parts.add(new Part(name, alone));
        }
        return new Parts(parts, together);
    }

    /** The parts there are, in the order of the alphabet. */
    public static Collection<String> partNames(List<PromptLine> lines) {
        var names = new TreeSet<String>();
        lines.forEach(line -> names.add(Objects.requireNonNull(line.part())));
        return names;
    }

    /** One part of the prompts, judged by a model that has seen nothing of it. */
    public record Part(String name, Agreement agreement) {}

    /** All parts, and their prompts together. */
    public record Parts(List<Part> parts, Agreement together) {
        public Parts {
            parts = List.copyOf(parts);
        }

        /** Mean of the parts' accuracies, every part counting alike. */
        public double mean() {
            return parts.stream()
                    .mapToDouble(part -> part.agreement().counts().rate())
                    .average()
                    .orElse(Double.NaN);
        }
    }

    private void judge(IntPredicate left, List<Agreement> agreements) {
        var groups = new HashSet<String>();
        for (int i = 0; i < examples.size(); i++) {
            if (left.test(i)) {
                groups.add(examples.get(i).group());
            }
        }
        var classifier = new LinearClassifier(
                without(i -> groups.contains(examples.get(i).group())).model());
        for (int i = 0; i < own.size(); i++) {
            if (left.test(i)) {
                PromptLine line = own.get(i);
                Classification answer = classifier.classify(Features.of(line.prompt()));
                agreements.forEach(agreement -> agreement.add(line, answer));
            }
        }
    }

    private LinearTrainer.Fit without(IntPredicate left) {
        var seen = new ArrayList<>(base);
        for (int i = 0; i < examples.size(); i++) {
            if (!left.test(i)) {
                seen.add(examples.get(i));
            }
        }
        return LinearTrainer.fitExamples(labels, seen, seed);
    }
}
