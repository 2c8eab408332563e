package dev.routeproof.harness.train;

import dev.routeproof.routing.classify.Neighbours;
import dev.routeproof.routing.classify.TaskType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds the labelled vectors of an embedding stage: the centroids of each task type's prompts by k-means (Lloyd 1982),
 * each told by the prompt nearest to it.
 *
 * <p>One group in six is left out, and the sharpness is fitted to it. Equal prompts and an equal seed give equal
 * centroids.
 */
public final class CentroidTrainer {
    private static final int HELD_OUT_ONE_IN = 6;
    private static final int CENTROIDS = 12;
    private static final int ROUNDS = 20;
    private static final int LEAST_SHARPNESS = 4;
    private static final int MOST_SHARPNESS = 60;
    private static final int SHOWN = 200;

    /** Turns a text into a vector. */
    @FunctionalInterface
    public interface Embedding {
        float[] of(String text) throws IOException, InterruptedException;
    }

    /**
     * What was trained.
     *
     * @param heldOut prompts left out
     * @param heldOutRight of which so many get a label that is accepted
     */
    public record Fit(Neighbours neighbours, int heldOut, int heldOutRight) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Example(List<TaskType> accepted, String text, float[] vector) {
        TaskType label() {
            return accepted.getFirst();
        }
    }

    private final List<TaskType> labels;
    private final SplittableRandom random;

    private CentroidTrainer(List<TaskType> labels, long seed) {
        this.labels = List.copyOf(labels);
        this.random = new SplittableRandom(seed);
    }

    /**
     * @param model name of the embedding model, kept with the vectors
     * @param perLabel prompts of each label that are embedded at most, chosen by the seed
     */
    public static Fit fit(
            List<TaskType> labels,
            List<LabelledPrompt> prompts,
            String model,
            Embedding embedding,
            int perLabel,
            long seed)
            throws IOException, InterruptedException {
        var trainer = new CentroidTrainer(labels, seed);
        var fitted = new ArrayList<Example>();
        var held = new ArrayList<Example>();
        for (TaskType label : labels) {
            for (LabelledPrompt prompt : trainer.some(label, prompts, perLabel)) {
                String text = prompt.prompt().messages().getLast().text();
                var example = new Example(prompt.accepted(), text, Neighbours.unit(embedding.of(text)));
                boolean out = Math.floorMod((prompt.group().hashCode() * 0x9E3779B9) >>> 8, HELD_OUT_ONE_IN) == 0;
                (out ? held : fitted).add(example);
            }
        }
        if (held.isEmpty()
                || labels.stream().anyMatch(label -> of(label, fitted).isEmpty())) {
            throw new IllegalArgumentException("too few groups of prompts to leave some out");
        }
        return trainer.fit(model, fitted, held);
    }

    private List<LabelledPrompt> some(TaskType label, List<LabelledPrompt> prompts, int most) {
        var chosen = new ArrayList<>(
                prompts.stream().filter(prompt -> prompt.label().equals(label)).toList());
        for (int i = 0; i < Math.min(most, chosen.size()); i++) {
            int other = i + random.nextInt(chosen.size() - i);
            LabelledPrompt moved = chosen.get(i);
            chosen.set(i, chosen.get(other));
            chosen.set(other, moved);
        }
        return chosen.subList(0, Math.min(most, chosen.size()));
    }

    private static List<Example> of(TaskType label, List<Example> examples) {
        return examples.stream()
                .filter(example -> example.label().equals(label))
                .toList();
    }

    private Fit fit(String model, List<Example> fitted, List<Example> held) {
        var entries = new ArrayList<Neighbours.Entry>();
        for (TaskType label : labels) {
            entries.addAll(centroids(label, of(label, fitted)));
        }
        var best = new Neighbours(model, labels, entries.size(), LEAST_SHARPNESS, entries);
        double least = loss(best, held);
        for (int sharpness = LEAST_SHARPNESS + 2; sharpness <= MOST_SHARPNESS; sharpness += 2) {
            var tried = new Neighbours(model, labels, entries.size(), sharpness, entries);
            double loss = loss(tried, held);
            if (loss < least) {
                least = loss;
                best = tried;
            }
        }
        int right = 0;
        for (Example example : held) {
            TaskType given = best.classify(example.vector()).classification().taskType();
            right += given != null && example.accepted().contains(given) ? 1 : 0;
        }
        return new Fit(best, held.size(), right);
    }

    /** Mean negative log likelihood. */
    private static double loss(Neighbours tried, List<Example> held) {
        double sum = 0;
        for (Example example : held) {
            double share =
                    tried.classify(example.vector()).classification().scores().getOrDefault(example.label(), 0.0);
            sum -= StrictMath.log(Math.max(1e-9, share));
        }
        return sum / held.size();
    }

    private List<Neighbours.Entry> centroids(TaskType label, List<Example> examples) {
        int count = Math.min(CENTROIDS, examples.size());
        var centres = new ArrayList<float[]>();
        int start = random.nextInt(examples.size());
        for (int i = 0; i < count; i++) {
            centres.add(examples.get((start + i * examples.size() / count) % examples.size())
                    .vector());
        }
        for (int round = 0; round < ROUNDS; round++) {
            float[][] sums = new float[count][centres.getFirst().length];
            int[] members = new int[count];
            for (Example example : examples) {
                int nearest = nearest(example.vector(), centres);
                members[nearest]++;
                for (int i = 0; i < sums[nearest].length; i++) {
                    sums[nearest][i] += example.vector()[i];
                }
            }
            for (int i = 0; i < count; i++) {
                centres.set(i, members[i] == 0 ? centres.get(i) : Neighbours.unit(sums[i]));
            }
        }
        return centres.stream()
                .map(centre -> new Neighbours.Entry(label, told(centre, examples), centre))
                .toList();
    }

    private static int nearest(float[] vector, List<float[]> centres) {
        int nearest = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < centres.size(); i++) {
            double cosine = cosine(vector, centres.get(i));
            if (cosine > most) {
                most = cosine;
                nearest = i;
            }
        }
        return nearest;
    }

    private static String told(float[] centre, List<Example> examples) {
        String text = examples.stream()
                .max(Comparator.comparingDouble(example -> cosine(example.vector(), centre)))
                .orElseThrow()
                .text()
                .strip();
        if (text.length() <= SHOWN) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN);
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
