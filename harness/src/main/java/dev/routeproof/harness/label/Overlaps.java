package dev.routeproof.harness.label;

import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.TaskType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
        var ranked = answer.scores().entrySet().stream()
                .sorted(Map.Entry.<TaskType, Double>comparingByValue().reversed())
                .limit(2)
                .toList();
        if (ranked.size() < 2) {
            return;
        }
        double distance = ranked.getFirst().getValue() - ranked.getLast().getValue();
        if (distance <= CLOSE) {
            String first = ranked.getFirst().getKey().label();
            String second = ranked.getLast().getKey().label();
            boolean inOrder = first.compareTo(second) < 0;
            near.computeIfAbsent(inOrder ? first : second, label -> new TreeMap<>())
                    .computeIfAbsent(inOrder ? second : first, label -> new ArrayList<>())
                    .add(new Near(id, distance));
        }
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
