package dev.routeproof.routing.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Classifies with a {@link LinearModel}; its confidence is the calibrated probability of the label. */
public final class LinearClassifier implements LocalClassifier {
    private static final int MOST_EVIDENCE = 5;
    private static final double LEAST_EVIDENCE = 0.1;

    /** Words that push but tell a person nothing. */
    private static final Set<String> FUNCTION_WORDS = Set.of(
            "a", "an", "the", "is", "are", "was", "be", "of", "to", "in", "on", "at", "and", "or", "it", "with", "for");

    private final LinearModel model;
    private final int labels;

    /** Gram weights of the whole and, beside them, those of the view of words. */
    private final float[] weights;

    /** Weights of one bucket. */
    private final int width;

    public LinearClassifier(LinearModel model) {
        this.model = model;
        this.labels = model.labels().size();
        Doubt doubt = model.doubt();
        this.width = doubt == null ? labels : 2 * labels;
        this.weights = new float[Grams.BUCKETS * width];
        for (int bucket = 0; bucket < Grams.BUCKETS; bucket++) {
            System.arraycopy(model.whole().grams(), bucket * labels, weights, bucket * width, labels);
            if (doubt != null) {
                System.arraycopy(doubt.onWords().grams(), bucket * labels, weights, bucket * width + labels, labels);
            }
        }
    }

    /** What the views make of a prompt: shares of the labels. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Seen(double[] whole, double @Nullable [] words, double @Nullable [] signals) {}

    @Override
    public Classification classify(Features features) {
        return answer(seen(features));
    }

    private Seen seen(Features features) {
        double[] sums = grams(features.scan());
        double[] whole = scores(model.whole(), sums, 0);
        model.whole().addSignals(features, whole);
        model.whole().shares(whole);
        Doubt doubt = model.doubt();
        if (doubt == null) {
            return new Seen(whole, null, null);
        }
        double[] words = scores(doubt.onWords(), sums, labels);
        doubt.onWords().shares(words);
        double[] signals = doubt.onSignals().bias().clone();
        doubt.onSignals().addSignals(features, signals);
        doubt.onSignals().shares(signals);
        return new Seen(whole, words, signals);
    }

    private double[] scores(View view, double[] sums, int from) {
        double[] scores = view.bias().clone();
        for (int label = 0; label < labels; label++) {
            scores[label] += sums[from + label];
        }
        return scores;
    }

    /** What the grams add to each score, of all views. */
    private double[] grams(TextScan scan) {
        double[] sums = new double[width];
        int[] visited = new int[1];
        Grams.visit(scan, (bucket, from, to) -> {
            visited[0]++;
            for (int i = 0, at = bucket * width; i < width; i++, at++) {
                sums[i] += weights[at];
            }
        });
        double value = gramValue(visited[0]);
        for (int i = 0; i < width; i++) {
            sums[i] *= value;
        }
        return sums;
    }

    private Classification answer(Seen seen) {
        double[] shares = seen.whole();
        int top = top(shares);
        double confidence = confidence(seen, top);
        double rest = 1 - shares[top];
        var scores = new LinkedHashMap<TaskType, Double>();
        for (int label = 0; label < labels; label++) {
            double score = label == top ? confidence : rest > 0 ? (1 - confidence) * shares[label] / rest : 0;
            scores.put(model.labels().get(label), Math.clamp(score, 0, 1));
        }
        return new Classification(model.labels().get(top), Math.clamp(confidence, 0, 1), scores, "linear");
    }

    /** Never less than what makes the label the first. */
    private double confidence(Seen seen, int top) {
        Doubt doubt = model.doubt();
        double[] words = seen.words();
        double[] signals = seen.signals();
        double[] shares = seen.whole();
        if (doubt == null || words == null || signals == null) {
            return shares[top];
        }
        double second = 0;
        for (int label = 0; label < labels; label++) {
            second = label == top ? second : Math.max(second, shares[label]);
        }
        double secondOfRest = second == 0 ? 0 : second / (1 - shares[top]);
        double least = secondOfRest / (1 + secondOfRest);
        return Math.max(least, doubt.confidence(shares[top], words[top], signals[top]));
    }

    private static int top(double[] shares) {
        int top = 0;
        for (int label = 1; label < shares.length; label++) {
            top = shares[label] > shares[top] ? label : top;
        }
        return top;
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
        Seen seen = seen(features);
        Classification answer = answer(seen);
        int label = top(seen.whole());
        var reasons = new ArrayList<Evidence>();
        View whole = model.whole();
        for (Signal signal : Signal.ALL) {
            add(reasons, signal.words(), features.signal(signal), whole.signals()[signal.index()], label);
        }
        List<String> texts = features.words();
        var words = new LinkedHashMap<String, double[]>();
        int[] visited = new int[1];
        Grams.visit(features.scan(), (bucket, from, to) -> {
            visited[0]++;
            if (to - from == 1 && FUNCTION_WORDS.contains(texts.get(from))) {
                return;
            }
            String shown = "\"" + String.join(" ", texts.subList(from, to)) + "\"";
            double[] sums = words.computeIfAbsent(shown, word -> new double[labels]);
            for (int other = 0; other < labels; other++) {
                sums[other] += whole.grams()[bucket * labels + other];
            }
        });
        words.forEach((word, weights) -> add(reasons, word, gramValue(visited[0]), weights, label));
        var told = new ArrayList<>(reasons.stream()
                .sorted(Comparator.comparingDouble(Evidence::weight).reversed())
                .limit(MOST_EVIDENCE)
                .toList());
        against(told, "the words alone", seen.words(), label);
        against(told, "the signals alone", seen.signals(), label);
        return new Explained(answer, told);
    }

    /** A view that points elsewhere, which is why the answer is less sure. */
    private void against(List<Evidence> told, String who, double @Nullable [] shares, int label) {
        if (shares == null || top(shares) == label) {
            return;
        }
        int other = top(shares);
        told.add(new Evidence(
                String.format(
                        Locale.ROOT, "but %s say %s (%.2f)", who, model.labels().get(other), shares[other]),
                Doubt.logOdds(shares[label]) - Doubt.logOdds(shares[other])));
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
