package dev.routeproof.harness.train;

import dev.routeproof.routing.classify.LinearModel;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.View;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains a {@link LinearModel}. Each of its views is the mean of {@value #FOLDS} fits, each without one fold of the
 * prompts.
 *
 * <p>The fold left out says when a fit stops, and is scored by it. The temperatures (Guo et al. 2017, ICML) and how far the
 * views are followed where they disagree are fitted to those scores, so no prompt is judged by a fit that has seen it, or
 * another prompt of its group. Equal prompts and an equal seed give an equal model.
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

    /** Fits of one look, the scores they give to the prompts they have not seen, and the temperature of those. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Looked(List<Descent> fits, double[][] scores, double temperature) {
        int passes() {
            return fits.stream().mapToInt(Descent::passes).sum();
        }
    }

    private final List<TaskType> labels;
    private final List<Example> examples;
    private final int[] folds;
    private final int[] used;
    private final long seed;

    private LinearTrainer(List<TaskType> labels, List<Example> examples, long seed) {
        this.labels = labels;
        this.examples = examples;
        this.seed = seed;
        this.folds = Folds.deal(
                examples.stream().map(Example::group).toList(),
                examples.stream().mapToInt(Example::usual).toArray(),
                FOLDS,
                seed);
        this.used = IntStream.of(folds).distinct().sorted().toArray();
    }

    /** Throws {@link IllegalArgumentException} where a label is unknown, {@link TooAlike} where all prompts are of one group. */
    public static Fit fit(List<TaskType> labels, List<LabelledPrompt> prompts, long seed) {
        return fitExamples(
                labels,
                prompts.stream().map(prompt -> Example.of(prompt, labels)).toList(),
                seed);
    }

    static Fit fitExamples(List<TaskType> labels, List<Example> examples, long seed) {
        var trainer = new LinearTrainer(labels, examples, seed);
        if (trainer.used.length < 2) {
            throw new TooAlike("all prompts that may be learnt from are variants of one");
        }
        return trainer.fit();
    }

    private Fit fit() {
        Looked whole = looked(Descent.Look.WHOLE);
        Looked words = looked(Descent.Look.WORDS);
        Looked signals = looked(Descent.Look.SIGNALS);
        var doubt = new DoubtFit(examples.size());
        int right = 0;
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            double[] shares = Descent.shares(whole.scores()[i], whole.temperature());
            int top = top(shares);
            right += example.accepted()[top] ? 1 : 0;
            doubt.add(
                    shares[top],
                    Descent.shares(words.scores()[i], words.temperature())[top],
                    Descent.shares(signals.scores()[i], signals.temperature())[top],
                    example.accepted()[top]);
        }
        var model = new LinearModel(labels, view(whole), doubt.fit(view(words), view(signals)));
        return new Fit(model, whole.passes() + words.passes() + signals.passes(), examples.size(), right);
    }

    private View view(Looked looked) {
        return Descent.mean(labels.size(), looked.fits(), looked.temperature());
    }

    private Looked looked(Descent.Look look) {
        List<Descent> fits = IntStream.of(used)
                .parallel()
                .mapToObj(fold -> Descent.fit(look, labels.size(), part(fold, false), part(fold, true), seed + fold))
                .toList();
        double[][] scores = new double[examples.size()][];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = fits.get(Arrays.binarySearch(used, folds[i])).logits(examples.get(i));
        }
        return new Looked(fits, scores, temperature(scores));
    }

    private List<Example> part(int fold, boolean held) {
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

    private double temperature(double[][] scores) {
        double best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int hundredths = 50; hundredths <= 400; hundredths += 5) {
            double sum = 0;
            for (int i = 0; i < scores.length; i++) {
                sum += Descent.loss(scores[i], examples.get(i), hundredths / 100.0);
            }
            if (sum < least) {
                least = sum;
                best = hundredths / 100.0;
            }
        }
        return best;
    }
}
