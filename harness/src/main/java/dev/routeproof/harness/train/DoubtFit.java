package dev.routeproof.harness.train;

import dev.routeproof.routing.classify.Doubt;
import dev.routeproof.routing.classify.View;

/**
 * Fits a {@link Doubt}: logistic regression of whether a label was right on the log odds that three views give it, pulled
 * towards following the whole alone as if {@value #PRIOR} prompts had said so.
 */
final class DoubtFit {
    private static final int INPUTS = 4;
    private static final int WHOLE = 1;
    private static final int ROUNDS = 400;
    private static final double STEP = 0.3;
    private static final double PRIOR = 10;

    private final double[][] inputs;
    private final boolean[] right;
    private int added;

    DoubtFit(int prompts) {
        inputs = new double[prompts][];
        right = new boolean[prompts];
    }

    /** A prompt that no view has seen: the shares of the label that the whole gives it, and whether that is right. */
    void add(double ofWhole, double ofWords, double ofSignals, boolean isRight) {
        inputs[added] = new double[] {1, Doubt.logOdds(ofWhole), Doubt.logOdds(ofWords), Doubt.logOdds(ofSignals)};
        right[added++] = isRight;
    }

    /** Gradient descent with AdaGrad steps over all prompts at once. */
    Doubt fit(View onWords, View onSignals) {
        double[] weights = new double[INPUTS];
        weights[WHOLE] = 1;
        double[] squares = new double[INPUTS];
        for (int round = 0; round < ROUNDS; round++) {
            double[] gradient = gradient(weights);
            for (int i = 0; i < INPUTS; i++) {
                squares[i] += gradient[i] * gradient[i];
                weights[i] -= STEP * gradient[i] / (Math.sqrt(squares[i]) + 1e-9);
            }
        }
        return new Doubt(onWords, onSignals, weights[0], weights[WHOLE], weights[2], weights[3]);
    }

    private double[] gradient(double[] weights) {
        double[] gradient = new double[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            gradient[i] = PRIOR / added * (weights[i] - (i == WHOLE ? 1 : 0));
        }
        for (int prompt = 0; prompt < added; prompt++) {
            double sum = 0;
            for (int i = 0; i < INPUTS; i++) {
                sum += weights[i] * inputs[prompt][i];
            }
            double error = 1 / (1 + StrictMath.exp(-sum)) - (right[prompt] ? 1 : 0);
            for (int i = 0; i < INPUTS; i++) {
                gradient[i] += error * inputs[prompt][i] / added;
            }
        }
        return gradient;
    }
}
