package dev.routeproof.harness.train;

import dev.routeproof.routing.classify.Features;
import dev.routeproof.routing.classify.Signal;
import dev.routeproof.routing.classify.TaskType;
import java.util.List;

/** A labelled prompt as numbers: what it looks like, and which labels are right. */
final class Example {
    private final boolean[] accepted;
    private final int usual;
    private final int[] grams;
    private final double[] signals;
    private final String group;

    private Example(boolean[] accepted, int usual, Features features, String group) {
        this.accepted = accepted;
        this.usual = usual;
        this.grams = features.grams();
        this.signals = new double[Signal.values().length];
        for (Signal signal : Signal.values()) {
            signals[signal.index()] = features.signal(signal);
        }
        this.group = group;
    }

    /** Throws {@link IllegalArgumentException} where a label of the prompt is none of {@code labels}. */
    static Example of(LabelledPrompt prompt, List<TaskType> labels) {
        boolean[] accepted = new boolean[labels.size()];
        for (TaskType label : prompt.accepted()) {
            int at = labels.indexOf(label);
            if (at < 0) {
                throw new IllegalArgumentException("'" + label + "' is none of the labels " + labels);
            }
            accepted[at] = true;
        }
        return new Example(accepted, labels.indexOf(prompt.label()), Features.of(prompt.prompt()), prompt.group());
    }

    /** Per label, in the order of the trainer's labels. */
    boolean[] accepted() {
        return accepted;
    }

    /** Place of the usual label. */
    int usual() {
        return usual;
    }

    /** Buckets of the words and word parts. */
    int[] grams() {
        return grams;
    }

    /** One per {@link Signal}. */
    double[] signals() {
        return signals;
    }

    /** Examples of one group are never split. */
    String group() {
        return group;
    }
}
