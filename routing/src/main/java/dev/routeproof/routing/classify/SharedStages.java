package dev.routeproof.routing.classify;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The local classifiers of several cascades: rules that are alike are compiled once, and a linear model that is in
 * several files alike is one. Used by one thread while the cascades are made.
 */
public final class SharedStages {
    private final Map<Object, LocalClassifier> made = new HashMap<>();

    /** Null where the stage takes waiting. */
    @Nullable
    LocalClassifier of(StageSpec spec) {
        return switch (spec) {
            case StageSpec.Rules rules ->
                made.computeIfAbsent(rules.rules(), alike -> new RulesClassifier(rules.rules()));
            case StageSpec.Linear linear ->
                made.computeIfAbsent(linear.model(), alike -> new LinearClassifier(linear.model()));
            case StageSpec.Embedding embedding -> null;
            case StageSpec.Llm llm -> null;
            case StageSpec.Rubric rubric -> null;
        };
    }
}
