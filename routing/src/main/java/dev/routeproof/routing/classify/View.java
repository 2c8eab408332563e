package dev.routeproof.routing.classify;

import java.util.Arrays;

/**
 * A multinomial logistic regression over signals, over grams, or over both; whoever reads its arrays leaves them as they
 * are.
 *
 * @param temperature above 0; the scores are divided by it before they become shares; fitted on prompts left out of
 *     training
 * @param bias one per label
 * @param signals weight of each signal, [signal][label]; empty: signals are not looked at
 * @param grams weight of each bucket, label varying fastest; empty: grams are not looked at
 */
@SuppressWarnings("ArrayRecordComponent")
public record View(double temperature, double[] bias, double[][] signals, float[] grams) {
    /** Throws {@link IllegalArgumentException} where the weights do not fit the number of labels. */
    public View {
        boolean fits = temperature > 0
                && (signals.length == 0 || signals.length == Signal.ALL.size())
                && Arrays.stream(signals).allMatch(row -> row.length == bias.length)
                && (grams.length == 0 || grams.length == gramWeights(bias.length));
        if (!fits) {
            throw new IllegalArgumentException("the weights do not fit the labels, the signals and the buckets");
        }
    }

    /** How many gram weights a view of so many labels has. */
    public static int gramWeights(int labels) {
        return Grams.BUCKETS * labels;
    }

    /** Adds what the signals say. */
    void addSignals(Features features, double[] sums) {
        for (int signal = 0; signal < signals.length; signal++) {
            double value = features.signal(Signal.ALL.get(signal));
            double[] pushes = signals[signal];
            for (int label = 0; label < pushes.length && value != 0; label++) {
                sums[label] += value * pushes[label];
            }
        }
    }

    /** Turns scores into shares that sum to 1, in place. */
    void shares(double[] scores) {
        for (int label = 0; label < scores.length; label++) {
            scores[label] /= temperature;
        }
        LinearClassifier.softmax(scores);
    }

    /** Equal where every number is. */
    @Override
    public boolean equals(Object other) {
        return other instanceof View view
                && temperature == view.temperature
                && Arrays.equals(bias, view.bias)
                && Arrays.deepEquals(signals, view.signals)
                && Arrays.equals(grams, view.grams);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bias);
    }

    @Override
    public String toString() {
        return bias.length + " labels, temperature " + temperature;
    }
}
