package dev.routeproof.harness.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Deals prompts into folds: groups stay whole, and every fold gets its share of each label. */
final class Folds {
    private Folds() {}

    /**
     * The fold of each prompt, from 0.
     *
     * <p>Groups are taken largest first, equals in a seeded order; each goes where its usual label is rarest so far.
     *
     * @param groups group of each prompt
     * @param labels place of the usual label of each prompt
     */
    static int[] deal(List<String> groups, int[] labels, int folds, long seed) {
        var members = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < labels.length; i++) {
            members.computeIfAbsent(groups.get(i), group -> new ArrayList<>()).add(i);
        }
        int most = Arrays.stream(labels).max().orElse(0) + 1;
        int[][] filled = new int[folds][most];
        int[] dealt = new int[labels.length];
        for (List<Integer> group : inOrder(members, seed)) {
            int label = labels[group.getFirst()];
            int fold = emptiest(filled, label);
            for (int prompt : group) {
                dealt[prompt] = fold;
                filled[fold][labels[prompt]]++;
            }
        }
        return dealt;
    }

    private static List<List<Integer>> inOrder(Map<String, List<Integer>> members, long seed) {
        var groups = new ArrayList<>(members.values());
        var random = new SplittableRandom(seed);
        for (int i = groups.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            List<Integer> moved = groups.get(i);
            groups.set(i, groups.get(other));
            groups.set(other, moved);
        }
        groups.sort((one, other) -> Integer.compare(other.size(), one.size()));
        return groups;
    }

    private static int emptiest(int[][] filled, int label) {
        int best = 0;
        for (int fold = 1; fold < filled.length; fold++) {
            int difference = filled[fold][label] - filled[best][label];
            if (difference < 0 || (difference == 0 && sum(filled[fold]) < sum(filled[best]))) {
                best = fold;
            }
        }
        return best;
    }

    private static int sum(int[] counts) {
        return Arrays.stream(counts).sum();
    }
}
