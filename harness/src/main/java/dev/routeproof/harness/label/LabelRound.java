package dev.routeproof.harness.label;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Prompts being labelled one after the other, and where it stands. Every label is on disk when it is taken. */
final class LabelRound {
    private final List<String> labels;
    private final List<Asked> prompts;
    private final LabelFile file;
    private final String sampled;
    private final Deque<Integer> labelled = new ArrayDeque<>();
    private int at;

    /** @param sampled how the prompts were chosen */
    LabelRound(List<String> labels, List<Asked> prompts, LabelFile file, String sampled) {
        this.labels = List.copyOf(labels);
        this.prompts = List.copyOf(prompts);
        this.file = file;
        this.sampled = sampled;
    }

    /** The prompt to be labelled next; empty where all have been asked. */
    Optional<Asked> next() {
        return at < prompts.size() ? Optional.of(prompts.get(at)) : Optional.empty();
    }

    List<String> labels() {
        return labels;
    }

    /** Prompts asked before the next one. */
    int asked() {
        return at;
    }

    int size() {
        return prompts.size();
    }

    /** Prompts labelled in this round. */
    int labelled() {
        return labelled.size();
    }

    /**
     * Labels a prompt of this round and goes on, if it is the next one. Saying the same twice changes nothing; saying
     * something else about a prompt labelled before replaces it.
     *
     * @return the prompt
     * @throws IllegalArgumentException where the prompt is none of this round, or the label is not known
     */
    Asked label(String key, String label) throws IOException {
        int place = place(key);
        if (!labels.contains(label)) {
            throw new IllegalArgumentException("'" + label + "' is none of the labels " + labels);
        }
        Asked asked = prompts.get(place);
        var given = new Label(key, asked.prompt(), label, sampled);
        if (!file.keys().contains(key)) {
            file.add(given);
            labelled.push(place);
        } else {
            file.take(List.of(given));
        }
        at = place == at ? at + 1 : at;
        return asked;
    }

    /** Goes on without a label, if the prompt is the next one. */
    void skip(String key) {
        int place = place(key);
        at = place == at ? at + 1 : at;
    }

    /** Takes the last label back and returns to its prompt; false where there is none to be taken back. */
    boolean undo() throws IOException {
        if (labelled.isEmpty() || !file.undo()) {
            return false;
        }
        at = labelled.pop();
        return true;
    }

    private int place(String key) {
        for (int i = 0; i < prompts.size(); i++) {
            if (prompts.get(i).key().equals(key)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no prompt '" + key + "' is asked about");
    }
}
