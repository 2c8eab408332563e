package dev.routeproof.harness.train;

import dev.routeproof.routing.classify.LinearModel;
import dev.routeproof.routing.classify.TaskType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains a {@link LinearModel}: {@value #FOLDS} fits, each without one fold of the prompts, and the mean of their weights.
 *
 * <p>The fold left out says when a fit stops, and is scored by it. The temperature (Guo et al. 2017, ICML) is fitted to
 * those scores, so no prompt is judged by a fit that has seen it. Equal prompts and an equal seed give an equal model.
 */
public final class LinearTrainer {
    private static final int FOLDS = 5;

    /**
     * A trained model.
     *
     * @param passes gone through the prompts, over all fits
     * @param prompts each of which was left out of one fit
     * @param right of which that fit labels so many as written
     */
    public record Fit(LinearModel model, int passes, int prompts, int right) {}

    /** The prompts fall into fewer than two groups, so that none can be left out. */
    public static final class TooAlike extends RuntimeException {
        TooAlike(String message) {
            super(message);
        }
    }

    private LinearTrainer() {}

    /** Throws {@link IllegalArgumentException} where a label is unknown, {@link TooAlike} where all prompts are of one group. */
    public static Fit fit(List<TaskType> labels, List<LabelledPrompt> prompts, long seed) {
        return fitExamples(
                labels,
                prompts.stream().map(prompt -> Example.of(prompt, labels)).toList(),
                seed);
    }

    static Fit fitExamples(List<TaskType> labels, List<Example> examples, long seed) {
        int[] folds = Folds.deal(
                examples.stream().map(Example::group).toList(),
                examples.stream().mapToInt(Example::usual).toArray(),
                FOLDS,
                seed);
        int[] used = IntStream.of(folds).distinct().sorted().toArray();
        if (used.length < 2) {
            throw new TooAlike("all prompts that may be learnt from are variants of one");
        }
        List<Descent> fits = IntStream.of(used)
                .parallel()
                .mapToObj(fold -> Descent.fit(
                        labels.size(),
                        part(examples, folds, fold, false),
                        part(examples, folds, fold, true),
                        seed + fold))
                .toList();
        var scores = new ArrayList<double[]>();
        int right = 0;
        for (int i = 0; i < folds.length; i++) {
            double[] logits = fits.get(Arrays.binarySearch(used, folds[i])).logits(examples.get(i));
            right += examples.get(i).accepted()[top(logits)] ? 1 : 0;
            scores.add(logits);
        }
        LinearModel model = Descent.mean(labels, fits, temperature(examples, scores));
        return new Fit(model, fits.stream().mapToInt(Descent::passes).sum(), examples.size(), right);
    }

    private static List<Example> part(List<Example> examples, int[] folds, int fold, boolean held) {
        return IntStream.range(0, folds.length)
                .filter(i -> (folds[i] == fold) == held)
                .mapToObj(examples::get)
                .toList();
    }

    private static int top(double[] scores) {
        int top = 0;
        for (int i = 1; i < scores.length; i++) {
            top = scores[i] > scores[top] ? i : top;
        }
        return top;
    }

    private static double temperature(List<Example> examples, List<double[]> scores) {
        double best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int hundredths = 50; hundredths <= 400; hundredths += 5) {
            double sum = 0;
            for (int i = 0; i < scores.size(); i++) {
                sum += Descent.loss(scores.get(i), examples.get(i), hundredths / 100.0);
            }
            if (sum < least) {
                least = sum;
                best = hundredths / 100.0;
            }
        }
        return best;
    }
}
