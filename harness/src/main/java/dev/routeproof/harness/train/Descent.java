package dev.routeproof.harness.train;

import dev.routeproof.routing.classify.LinearClassifier;
import dev.routeproof.routing.classify.Signal;
import dev.routeproof.routing.classify.View;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One fit by stochastic gradient descent with AdaGrad steps (Duchi, Hazan and Singer 2011, JMLR 12).
 *
 * <p>Where several labels are right for a prompt, the likelihood is that of any of them. Passes end when the loss of the
 * held-out prompts has not fallen for {@value #PATIENCE} of them; the weights with the least loss stay.
 */
final class Descent {
    private static final int MOST_PASSES = 15;
    private static final int PATIENCE = 2;
    private static final double STEP = 0.15;
    private static final double SHRINK = 2e-5;

    /** Share of visits in which the words are hidden, so that the signals alone must carry the label too. */
    private static final double HIDDEN_WORDS = 0.35;

    /** What of a prompt is looked at. */
    enum Look {
        WHOLE,
        WORDS,
        SIGNALS
    }

    private final Look look;
    private final SplittableRandom random;
    private int passes;
    private double[] bias;
    private double[][] signals;
    private double[] grams;
    private final double[][] signalSteps;
    private final double[] gramSteps;
    private final double[] biasSteps;

    private Descent(Look look, int labels, long seed) {
        this.look = look;
        random = new SplittableRandom(seed);
        bias = new double[labels];
        signals = new double[Signal.values().length][labels];
        grams = new double[View.gramWeights(labels)];
        biasSteps = new double[labels];
        signalSteps = new double[Signal.values().length][labels];
        gramSteps = new double[grams.length];
    }

    /** Fits to {@code fitted} and stops by {@code held}; neither is empty. */
    static Descent fit(Look look, int labels, List<Example> fitted, List<Example> held, long seed) {
        var descent = new Descent(look, labels, seed);
        descent.run(new ArrayList<>(fitted), held);
        return descent;
    }

    /** How often the prompts were gone through. */
    int passes() {
        return passes;
    }

    private void run(List<Example> fitted, List<Example> held) {
        double[] bestBias = bias.clone();
        double[][] bestSignals = copy(signals);
        double[] bestGrams = grams.clone();
        double least = Double.POSITIVE_INFINITY;
        for (int waited = 0; passes < MOST_PASSES && waited < PATIENCE; passes++) {
            shuffle(fitted);
            fitted.forEach(this::step);
            double loss = loss(held);
            waited++;
            if (loss < least - 1e-4) {
                least = loss;
                bestBias = bias.clone();
                bestSignals = copy(signals);
                System.arraycopy(grams, 0, bestGrams, 0, grams.length);
                waited = 0;
            }
        }
        bias = bestBias;
        signals = bestSignals;
        grams = bestGrams;
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
        boolean shown = look != Look.SIGNALS && (look == Look.WORDS || random.nextDouble() >= HIDDEN_WORDS);
        double[] error = logits(example, shown);
        int labels = error.length;
        LinearClassifier.softmax(error);
        double right = right(error, example);
        for (int label = 0; label < labels; label++) {
            error[label] -= example.accepted()[label] ? error[label] / right : 0;
            bias[label] -= scaled(biasSteps, label, error[label]);
        }
        for (int signal = 0; signal < looked(); signal++) {
            double size = example.signals()[signal];
            for (int label = 0; label < labels && size != 0; label++) {
                double gradient = error[label] * size + SHRINK * signals[signal][label];
                signals[signal][label] -= scaled(signalSteps[signal], label, gradient);
            }
        }
        if (shown) {
            double value = LinearClassifier.gramValue(example.grams().length);
            for (int gram : example.grams()) {
                for (int at = gram * labels, label = 0; label < labels; label++, at++) {
                    grams[at] -= scaled(gramSteps, at, error[label] * value + SHRINK * grams[at]);
                }
            }
        }
    }

    /** Signals looked at. */
    private int looked() {
        return look == Look.WORDS ? 0 : signals.length;
    }

    private static double scaled(double[] squares, int at, double gradient) {
        squares[at] += gradient * gradient;
        return STEP * gradient / (Math.sqrt(squares[at]) + 1e-6);
    }

    /** The scores of a prompt, before they become shares. */
    double[] logits(Example example) {
        return logits(example, look != Look.SIGNALS);
    }

    private double[] logits(Example example, boolean shown) {
        int labels = bias.length;
        double[] sums = new double[labels];
        if (shown) {
            for (int gram : example.grams()) {
                for (int at = gram * labels, label = 0; label < labels; label++, at++) {
                    sums[label] += grams[at];
                }
            }
        }
        double value = LinearClassifier.gramValue(example.grams().length);
        for (int label = 0; label < labels; label++) {
            sums[label] = sums[label] * value + bias[label];
        }
        for (int signal = 0; signal < looked(); signal++) {
            double size = example.signals()[signal];
            for (int label = 0; label < labels && size != 0; label++) {
                sums[label] += size * signals[signal][label];
            }
        }
        return sums;
    }

    private double loss(List<Example> examples) {
        double sum = 0;
        for (Example example : examples) {
            sum += loss(logits(example), example, 1);
        }
        return sum / examples.size();
    }

    /** Negative log likelihood of the accepted labels where the scores are divided by {@code temperature}. */
    static double loss(double[] logits, Example example, double temperature) {
        return -StrictMath.log(right(shares(logits, temperature), example));
    }

    /** Scores divided by {@code temperature} and turned into shares. */
    static double[] shares(double[] logits, double temperature) {
        double[] shares = logits.clone();
        for (int label = 0; label < shares.length; label++) {
            shares[label] /= temperature;
        }
        LinearClassifier.softmax(shares);
        return shares;
    }

    /** The share of the accepted labels together. */
    private static double right(double[] shares, Example example) {
        double sum = 0;
        for (int label = 0; label < shares.length; label++) {
            sum += example.accepted()[label] ? shares[label] : 0;
        }
        return Math.max(1e-12, sum);
    }

    /** The mean of several fits of one look, which is one linear view again. */
    static View mean(int labels, List<Descent> fits, double temperature) {
        double share = 1.0 / fits.size();
        Look look = fits.getFirst().look;
        double[] bias = new double[labels];
        double[][] signals = new double[look == Look.WORDS ? 0 : Signal.values().length][labels];
        double[] grams = new double[look == Look.SIGNALS ? 0 : View.gramWeights(labels)];
        for (Descent fit : fits) {
            add(bias, fit.bias, share);
            add(grams, fit.grams, share);
            for (int signal = 0; signal < signals.length; signal++) {
                add(signals[signal], fit.signals[signal], share);
            }
        }
        float[] narrowed = new float[grams.length];
        for (int i = 0; i < narrowed.length; i++) {
            narrowed[i] = (float) grams[i];
        }
        return new View(temperature, bias, signals, narrowed);
    }

    private static void add(double[] to, double[] from, double share) {
        for (int i = 0; i < to.length; i++) {
            to[i] += share * from[i];
        }
    }

    private static double[][] copy(double[][] rows) {
        double[][] copied = new double[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            copied[row] = rows[row].clone();
        }
        return copied;
    }
}
