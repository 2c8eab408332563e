package dev.routeproof.harness.routers;

import dev.routeproof.harness.analyse.GradedCall.PromptKey;
import dev.routeproof.stats.router.RecordedOutcomes;
import dev.routeproof.stats.router.StrongFirst;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A router that is not ours, known by what it said of each prompt.
 *
 * @param models the model it chose; empty where it gives scores only
 * @param scores how much each prompt needs the strong model, in any unit; empty where it gives models only
 */
public record OtherRouter(String id, Map<PromptKey, String> models, Map<PromptKey, Double> scores) {
    private static final double[] SHARES = {0.25, 0.5, 0.75};
    private static final int[] NOT_SAID = {};

    public OtherRouter {
        models = Map.copyOf(models);
        scores = Map.copyOf(scores);
    }

    /** {@code weak} and {@code strong} are the rows between which its scores choose. */
    Trial on(RecordedRun run, int weak, int strong) {
        long unsaid = run.prompts().stream()
                .filter(prompt -> !(models.isEmpty() ? scores : models).containsKey(prompt))
                .count();
        if (unsaid > 0) {
            return new Trial.NotTried(
                    id,
                    "Its file says nothing of " + unsaid + " of the "
                            + run.prompts().size() + " prompts.");
        }
        Set<String> unmeasured = new LinkedHashSet<>(models.values());
        run.models().forEach(unmeasured::remove);
        if (!unmeasured.isEmpty()) {
            return new Trial.NotTried(
                    id, "It chose " + String.join(", ", unmeasured) + ", which this run has no scores of.");
        }
        boolean ordered = run.prompts().stream().allMatch(scores::containsKey);
        double[] need = run.prompts().stream()
                .mapToDouble(prompt -> scores.getOrDefault(prompt, 0.0))
                .toArray();
        return new Trial.Tried(new Choices(
                id,
                models.isEmpty() ? byShare(run.outcomes(), need, weak, strong) : List.of(chosen(run)),
                ordered ? StrongFirst.by(need) : null,
                List.of()));
    }

    private Choices.Way chosen(RecordedRun run) {
        int[] rows = run.prompts().stream()
                .mapToInt(prompt -> run.models().indexOf(models.get(prompt)))
                .toArray();
        return new Choices.Way("as chosen", rows, NOT_SAID, null);
    }

    /** Those who need it most to the strong model; of equals those that come first in the run. */
    private static List<Choices.Way> byShare(RecordedOutcomes outcomes, double[] need, int weak, int strong) {
        int[] order = IntStream.range(0, need.length)
                .boxed()
                .sorted((a, b) -> Double.compare(need[b], need[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Choices.Way> ways = new ArrayList<>();
        for (double share : SHARES) {
            int[] chosen = new int[outcomes.prompts()];
            Arrays.fill(chosen, weak);
            for (int i = 0; i < Math.round(share * order.length); i++) {
                chosen[order[i]] = strong;
            }
            ways.add(new Choices.Way(Math.round(100 * share) + " % strong", chosen, NOT_SAID, null));
        }
        return ways;
    }
}
