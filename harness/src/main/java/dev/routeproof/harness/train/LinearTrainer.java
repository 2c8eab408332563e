package dev.routeproof.harness.train;

import dev.routeproof.routing.classify.Features;
import dev.routeproof.routing.classify.LinearClassifier;
import dev.routeproof.routing.classify.LinearModel;
import dev.routeproof.routing.classify.Signal;
import dev.routeproof.routing.classify.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fits a {@link LinearModel} by stochastic gradient descent with AdaGrad steps (Duchi, Hazan and Singer 2011, JMLR 12).
 *
 * <p>One group in six is left out: passes end when its loss has not fallen for {@value #PATIENCE} of them, and the
 * temperature is fitted to it (Guo et al. 2017, ICML). Equal prompts and an equal seed give an equal model.
 */
public final class LinearTrainer {
    private static final int HELD_OUT_ONE_IN = 6;
    private static final int MOST_PASSES = 30;
    private static final int PATIENCE = 3;
    private static final double STEP = 0.15;
    private static final double SHRINK = 2e-5;

    /** Share of visits in which the words are hidden, so that the signals alone must carry the label too. */
    private static final double HIDDEN_WORDS = 0.35;

    /**
     * A fitted model.
     *
     * @param heldOut prompts left out of fitting
     * @param heldOutRight of which the model labels so many as written
     */
    public record Fit(LinearModel model, int passes, int heldOut, int heldOutRight) {}

    private final List<TaskType> labels;
    private final SplittableRandom random;
    private final double[] bias;
    private final double[][] signals;
    private final double[] grams;
    private final double[][] signalSteps;
    private final double[] gramSteps;
    private final double[] biasSteps;

    private LinearTrainer(List<TaskType> labels, long seed) {
        int count = labels.size();
        this.labels = labels;
        this.random = new SplittableRandom(seed);
        this.bias = new double[count];
        this.biasSteps = new double[count];
        this.signals = new double[Signal.values().length][count];
        this.signalSteps = new double[Signal.values().length][count];
        this.grams = new double[LinearModel.gramWeights(count)];
        this.gramSteps = new double[grams.length];
    }

    public static Fit fit(List<TaskType> labels, List<LabelledPrompt> prompts, long seed) {
        var trainer = new LinearTrainer(List.copyOf(labels), seed);
        var fitted = new ArrayList<Example>();
        var held = new ArrayList<Example>();
        for (LabelledPrompt prompt : prompts) {
            Example example = trainer.example(prompt);
            (Math.floorMod((prompt.group().hashCode() * 0x9E3779B9) >>> 8, HELD_OUT_ONE_IN) == 0 ? held : fitted)
                    .add(example);
        }
        if (fitted.isEmpty() || held.isEmpty()) {
            throw new IllegalArgumentException("too few groups of prompts to leave some out");
        }
        return trainer.fit(fitted, held);
    }

    private Example example(LabelledPrompt prompt) {
        Features features = Features.of(prompt.prompt());
        double[] values = new double[Signal.values().length];
        for (Signal signal : Signal.values()) {
            values[signal.index()] = features.signal(signal);
        }
        return new Example(labels.indexOf(prompt.label()), features.grams(), values);
    }

    private Fit fit(List<Example> fitted, List<Example> held) {
        LinearModel best = model(1);
        double least = Double.POSITIVE_INFINITY;
        int passes = 0;
        for (int waited = 0; passes < MOST_PASSES && waited < PATIENCE; passes++) {
            shuffle(fitted);
            fitted.forEach(this::step);
            double loss = loss(held, 1);
            waited++;
            if (loss < least - 1e-4) {
                least = loss;
                best = model(1);
                waited = 0;
            }
        }
        restore(best);
        int right = 0;
        for (Example example : held) {
            right += top(logits(example, true)) == example.label ? 1 : 0;
        }
        return new Fit(model(temperature(held)), passes, held.size(), right);
    }

    private void shuffle(List<Example> examples) {
        for (int i = examples.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Example moved = examples.get(i);
            examples.set(i, examples.get(other));
            examples.set(other, moved);
        }
    }

    private void step(Example example) {
        boolean shown = random.nextDouble() >= HIDDEN_WORDS;
        double[] error = logits(example, shown);
        LinearClassifier.softmax(error);
        error[example.label] -= 1;
        double value = LinearClassifier.gramValue(example.grams.length);
        for (int label = 0; label < error.length; label++) {
            bias[label] -= scaled(biasSteps, label, error[label]);
            for (int signal = 0; signal < signals.length; signal++) {
                double size = example.signals[signal];
                if (size != 0) {
                    double gradient = error[label] * size + SHRINK * signals[signal][label];
                    signals[signal][label] -= scaled(signalSteps[signal], label, gradient);
                }
            }
            if (shown) {
                for (int gram : example.grams) {
                    int at = gram * error.length + label;
                    grams[at] -= scaled(gramSteps, at, error[label] * value + SHRINK * grams[at]);
                }
            }
        }
    }

    private static double scaled(double[] squares, int at, double gradient) {
        squares[at] += gradient * gradient;
        return STEP * gradient / (Math.sqrt(squares[at]) + 1e-6);
    }

    private double[] logits(Example example, boolean shown) {
        double[] sums = new double[bias.length];
        double value = LinearClassifier.gramValue(example.grams.length);
        for (int label = 0; label < sums.length; label++) {
            double words = 0;
            if (shown) {
                for (int gram : example.grams) {
                    words += grams[gram * sums.length + label];
                }
            }
            sums[label] = bias[label] + words * value;
            for (int signal = 0; signal < signals.length; signal++) {
                sums[label] += example.signals[signal] * signals[signal][label];
            }
        }
        return sums;
    }

    private static int top(double[] scores) {
        int top = 0;
        for (int i = 1; i < scores.length; i++) {
            top = scores[i] > scores[top] ? i : top;
        }
        return top;
    }

    /** Mean negative log likelihood. */
    private double loss(List<Example> examples, double temperature) {
        double sum = 0;
        for (Example example : examples) {
            double[] shares = logits(example, true);
            for (int label = 0; label < shares.length; label++) {
                shares[label] /= temperature;
            }
            LinearClassifier.softmax(shares);
            sum -= StrictMath.log(Math.max(1e-12, shares[example.label]));
        }
        return sum / examples.size();
    }

    private double temperature(List<Example> held) {
        double best = 1;
        for (int hundredths = 50; hundredths <= 400; hundredths += 5) {
            double tried = hundredths / 100.0;
            best = loss(held, tried) < loss(held, best) ? tried : best;
        }
        return best;
    }

    private void restore(LinearModel model) {
        System.arraycopy(model.bias(), 0, bias, 0, bias.length);
        for (int signal = 0; signal < signals.length; signal++) {
            System.arraycopy(model.signals()[signal], 0, signals[signal], 0, bias.length);
        }
        for (int i = 0; i < grams.length; i++) {
            grams[i] = model.grams()[i];
        }
    }

    private LinearModel model(double temperature) {
        double[][] copied = new double[signals.length][];
        for (int signal = 0; signal < signals.length; signal++) {
            copied[signal] = signals[signal].clone();
        }
        float[] narrowed = new float[grams.length];
        for (int i = 0; i < narrowed.length; i++) {
            narrowed[i] = (float) grams[i];
        }
        return new LinearModel(labels, temperature, bias.clone(), copied, narrowed);
    }

    /** A prompt as numbers. */
    private static final class Example {
        final int label;
        final int[] grams;
        final double[] signals;

        Example(int label, int[] grams, double[] signals) {
            this.label = label;
            this.grams = grams;
            this.signals = signals;
        }
    }
}
