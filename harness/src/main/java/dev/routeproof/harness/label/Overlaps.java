package dev.routeproof.harness.label;

import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.TaskType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which two labels come close to each other, and on which prompts. */
public final class Overlaps {
    /** Two labels overlap on a prompt where the score of the second is within this of the first. */
    public static final double CLOSE = 0.1;

    private static final int EXAMPLES = 5;

    /** Two labels in the order of the alphabet, on how many prompts they come close, and the ids of the closest. */
    public record Pair(String one, String other, long prompts, List<String> examples) {}

    private record Near(String id, double distance) {}

    private final Map<String, Map<String, List<Near>>> near = new TreeMap<>();

    void add(String id, Classification answer) {
        close(answer)
                .ifPresent(found -> near.computeIfAbsent(
                                found.inOrder() ? found.one() : found.other(), label -> new TreeMap<>())
                        .computeIfAbsent(found.inOrder() ? found.other() : found.one(), label -> new ArrayList<>())
                        .add(new Near(id, found.distance())));
    }

    /**
     * The two best labels of one prompt where they come close.
     *
     * @param one the better one
     */
    public record Close(String one, String other, double distance) {
        private boolean inOrder() {
            return one.compareTo(other) < 0;
        }
    }

    /** Empty where the best label stands alone. */
    public static Optional<Close> close(Classification answer) {
        var ranked = answer.scores().entrySet().stream()
                .sorted(Map.Entry.<TaskType, Double>comparingByValue().reversed())
                .limit(2)
                .toList();
        if (ranked.size() < 2) {
            return Optional.empty();
        }
        double distance = ranked.getFirst().getValue() - ranked.getLast().getValue();
        return distance > CLOSE
                ? Optional.empty()
                : Optional.of(new Close(
                        ranked.getFirst().getKey().label(),
                        ranked.getLast().getKey().label(),
                        distance));
    }

    /** The pairs, the most frequent first. */
    public List<Pair> pairs() {
        var pairs = new ArrayList<Pair>();
        near.forEach((one, others) -> others.forEach((other, prompts) -> pairs.add(new Pair(
                one,
                other,
                prompts.size(),
                prompts.stream()
                        .sorted(Comparator.comparingDouble(Near::distance))
                        .limit(EXAMPLES)
                        .map(Near::id)
                        .toList()))));
        pairs.sort(Comparator.comparingLong(Pair::prompts).reversed());
        return pairs;
    }
}
