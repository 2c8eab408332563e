package dev.routeproof.routing.classify;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Classifies an embedding by the labelled vectors nearest to it: the score of a label is the share of
 * exp(sharpness × cosine) that its vectors have among the {@code nearest}.
 *
 * @param labels in the order of scores
 * @param nearest how many vectors are looked at
 * @param sharpness how much nearer counts; fitted to prompts left out of training
 */
public record Neighbours(String model, List<TaskType> labels, int nearest, double sharpness, List<Entry> entries) {
    private static final int MOST_EVIDENCE = 3;
    private static final int SHOWN = 60;

    /**
     * A labelled vector.
     *
     * @param text what it stands for, as a person reads it
     * @param vector of length 1
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(TaskType label, String text, float[] vector) {}

    private record Near(Entry entry, double cosine) {}

    public Neighbours {
        labels = List.copyOf(labels);
        entries = List.copyOf(entries);
        if (labels.size() < 2 || entries.isEmpty() || nearest < 1 || !(sharpness > 0)) {
            throw new IllegalArgumentException("it needs two labels, a vector, and positive 'nearest' and 'sharpness'");
        }
        int dimensions = entries.getFirst().vector().length;
        for (Entry entry : entries) {
            if (entry.vector().length != dimensions || !labels.contains(entry.label())) {
                throw new IllegalArgumentException("the vectors differ in length, or one has a label of its own");
            }
        }
    }

    /** Numbers in a vector. */
    public int dimensions() {
        return entries.getFirst().vector().length;
    }

    /**
     * The label with the highest score; evidence are the nearest texts.
     *
     * @throws IllegalArgumentException where the vector has another length, because another model made it
     */
    public Explained classify(float[] vector) {
        if (vector.length != dimensions()) {
            throw new IllegalArgumentException("the embedding has " + vector.length + " numbers and the trained ones "
                    + dimensions() + ": train with the model that is asked");
        }
        float[] unit = unit(vector);
        Near[] near = entries.stream()
                .map(entry -> new Near(entry, dot(unit, entry.vector())))
                .toArray(Near[]::new);
        Arrays.sort(near, Comparator.comparingDouble(Near::cosine).reversed());
        int looked = Math.min(nearest, near.length);
        double[] sums = new double[labels.size()];
        double all = 0;
        for (int i = 0; i < looked; i++) {
            double weight = StrictMath.exp(sharpness * (near[i].cosine() - near[0].cosine()));
            sums[labels.indexOf(near[i].entry().label())] += weight;
            all += weight;
        }
        var scores = new LinkedHashMap<TaskType, Double>();
        int top = 0;
        for (int label = 0; label < sums.length; label++) {
            scores.put(labels.get(label), sums[label] / all);
            top = sums[label] > sums[top] ? label : top;
        }
        TaskType winner = labels.get(top);
        List<Evidence> evidence = Arrays.stream(near, 0, looked)
                .filter(one -> one.entry().label().equals(winner))
                .limit(MOST_EVIDENCE)
                .map(one -> new Evidence("is near \"" + shown(one.entry().text()) + "\"", one.cosine()))
                .toList();
        return new Explained(
                new Classification(winner, Math.clamp(sums[top] / all, 0, 1), scores, "embedding"), evidence);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** The vector scaled to length 1; of zeros it stays. */
    public static float[] unit(float[] vector) {
        double squares = 0;
        for (float number : vector) {
            squares += (double) number * number;
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = squares == 0 ? 0 : (float) (vector[i] / Math.sqrt(squares));
        }
        return unit;
    }

    private static double dot(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d vectors of %s", entries.size(), model);
    }
}
