package dev.routeproof.routing.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** Classifies with a {@link LinearModel}; its confidence is the calibrated probability of the label. */
public final class LinearClassifier implements LocalClassifier {
    private static final int MOST_EVIDENCE = 5;
    private static final double LEAST_EVIDENCE = 0.1;

    private final LinearModel model;

    public LinearClassifier(LinearModel model) {
        this.model = model;
    }

    @Override
    public Classification classify(Features features) {
        double[] shares = logits(features);
        for (int label = 0; label < shares.length; label++) {
            shares[label] /= model.temperature();
        }
        softmax(shares);
        var scores = new LinkedHashMap<TaskType, Double>();
        int top = 0;
        for (int label = 0; label < shares.length; label++) {
            scores.put(model.labels().get(label), shares[label]);
            top = shares[label] > shares[top] ? label : top;
        }
        return new Classification(model.labels().get(top), Math.clamp(shares[top], 0, 1), scores, "linear");
    }

    /** The scores before they become shares, in the order of the model's labels. */
    public double[] logits(Features features) {
        int labels = model.bias().length;
        double[] sums = new double[labels];
        float[] weights = model.grams();
        int[] visited = new int[1];
        Grams.visit(features.scan(), (bucket, from, to) -> {
            visited[0]++;
            for (int label = 0; label < labels; label++) {
                sums[label] += weights[bucket * labels + label];
            }
        });
        double scale = gramValue(visited[0]);
        for (int label = 0; label < labels; label++) {
            sums[label] = sums[label] * scale + model.bias()[label];
        }
        for (Signal signal : Signal.ALL) {
            double value = features.signal(signal);
            double[] pushes = model.signals()[signal.index()];
            for (int label = 0; label < labels; label++) {
                sums[label] += value * pushes[label];
            }
        }
        return sums;
    }

    /** What each gram counts where there are so many: short and long prompts weigh their words alike. */
    public static double gramValue(int grams) {
        return grams == 0 ? 0 : 1 / Math.sqrt(grams);
    }

    /** Turns scores into shares that sum to 1, in place. */
    public static void softmax(double[] scores) {
        double most = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            most = Math.max(most, score);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = StrictMath.exp(scores[i] - most);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
    }

    @Override
    public Explained explain(Features features) {
        Classification answer = classify(features);
        int label = answer.taskType() == null ? 0 : model.labels().indexOf(answer.taskType());
        var reasons = new ArrayList<Evidence>();
        for (Signal signal : Signal.values()) {
            add(reasons, signal.words(), features.signal(signal), model.signals()[signal.index()], label);
        }
        int labels = model.bias().length;
        List<String> texts = features.words();
        var words = new LinkedHashMap<String, double[]>();
        int[] visited = new int[1];
        Grams.visit(features.scan(), (bucket, from, to) -> {
            visited[0]++;
            String shown = "\"" + String.join(" ", texts.subList(from, to)) + "\"";
            double[] sums = words.computeIfAbsent(shown, word -> new double[labels]);
            for (int other = 0; other < labels; other++) {
                sums[other] += model.grams()[bucket * labels + other];
            }
        });
        words.forEach((word, weights) -> add(reasons, word, gramValue(visited[0]), weights, label));
        List<Evidence> strongest = reasons.stream()
                .sorted(Comparator.comparingDouble(Evidence::weight).reversed())
                .limit(MOST_EVIDENCE)
                .toList();
        return new Explained(answer, strongest);
    }

    /** A reason counts by how far it puts the label above the mean of all. */
    private static void add(List<Evidence> reasons, String sign, double value, double[] weights, int label) {
        double mean = 0;
        for (double weight : weights) {
            mean += weight / weights.length;
        }
        double push = value * (weights[label] - mean);
        if (push >= LEAST_EVIDENCE) {
            reasons.add(new Evidence(sign, push));
        }
    }
}
