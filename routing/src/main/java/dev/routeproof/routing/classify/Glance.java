package dev.routeproof.routing.classify;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prompt as all cascades see it that classify it: its features are found once, and a classifier that several cascades
 * share is asked once. Safe for use by many threads.
 */
public final class Glance {
    private final Prompt prompt;
    private final Map<LocalClassifier, Classification> answers = new HashMap<>(4);

    /** Immutable, so that two threads that come here at once do no harm but work. */
    private @Nullable Features features;

    private Glance(Prompt prompt) {
        this.prompt = prompt;
    }

    public static Glance at(Prompt prompt) {
        return new Glance(prompt);
    }

    public Prompt prompt() {
        return prompt;
    }

    /** Found when first asked for. */
    public Features features() {
        Features known = features;
        if (known == null) {
            known = Features.of(prompt);
            features = known;
        }
        return known;
    }

    Classification answer(LocalClassifier classifier) {
        synchronized (answers) {
            Classification known = answers.get(classifier);
            if (known == null) {
                known = classifier.classify(features());
                answers.put(classifier, known);
            }
            return known;
        }
    }
}
