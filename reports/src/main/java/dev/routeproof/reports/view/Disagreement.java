package dev.routeproof.reports.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One prompt that models answer differently, side by side.
 *
 * @param why why it is shown, one sentence
 * @param expected the target; null where the scorer needs none
 */
public record Disagreement(
        String item,
        String dataset,
        String taskType,
        String why,
        String prompt,
        @Nullable String expected,
        List<Side> sides) {
    public Disagreement {
        sides = List.copyOf(sides);
    }

    /**
     * @param score in [0,1]; null where unscored
     * @param extracted what the scorer read out of the answer; null where nothing was found
     */
    public record Side(
            String model,
            String state,
            @Nullable Double score,
            @Nullable String extracted,
            String explanation,
            String answer) {}
}
