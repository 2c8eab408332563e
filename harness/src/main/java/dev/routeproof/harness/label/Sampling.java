package dev.routeproof.harness.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/** Which prompts are worth a person's time. Only a random sample says how often the classifier is right. */
public enum Sampling {
    /** Any, all alike. */
    RANDOM,
    /** The classifier is least sure. */
    LOW_CONFIDENCE,
    /** Two labels come close, the closest first. */
    OVERLAP,
    /** Candidates, or the label in the file, differ from the classifier. */
    DISAGREEMENT;

    /** The word used on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * At most {@code count} of the prompts, each content once, none that is labelled already; the others keep their order.
     *
     * @param labelled keys of prompts with a label
     */
    public List<Asked> pick(List<Asked> prompts, Set<String> labelled, int count, long seed) {
        var seen = new HashSet<String>();
        var left = new ArrayList<Asked>();
        for (Asked prompt : prompts) {
            if (seen.add(prompt.key())) {
                left.add(prompt);
            }
        }
        shuffle(left, seed);
        left.removeIf(prompt -> labelled.contains(prompt.key()));
        switch (this) {
            case RANDOM -> {}
            case LOW_CONFIDENCE ->
                left.sort(Comparator.comparingDouble(prompt -> prompt.answer().confidence()));
            case OVERLAP -> {
                left.removeIf(prompt -> prompt.margin() > Overlaps.CLOSE);
                left.sort(Comparator.comparingDouble(Asked::margin));
            }
            case DISAGREEMENT -> left.removeIf(prompt -> !prompt.disputed());
        }
        return List.copyOf(left.subList(0, Math.min(count, left.size())));
    }

    private static void shuffle(List<Asked> prompts, long seed) {
        prompts.sort(Comparator.comparing(Asked::key));
        var random = new SplittableRandom(seed);
        for (int i = prompts.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Asked moved = prompts.get(i);
            prompts.set(i, prompts.get(other));
            prompts.set(other, moved);
        }
    }
}
