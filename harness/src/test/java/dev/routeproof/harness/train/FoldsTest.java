package dev.routeproof.harness.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private final List<String> groups = new ArrayList<>();
    private final int[] labels = new int[600];

    FoldsTest() {
        var random = new SplittableRandom(4);
        for (int i = 0; i < labels.length; i++) {
            int group = random.nextInt(150);
            groups.add("g" + group);
            labels[i] = group % 3;
        }
    }

    @Test
    void noGroupIsSplit() {
        int[] folds = Folds.deal(groups, labels, 5, 1);
        var seen = new HashMap<String, Set<Integer>>();
        for (int i = 0; i < folds.length; i++) {
            seen.computeIfAbsent(groups.get(i), group -> new TreeSet<>()).add(folds[i]);
        }
        assertThat(seen.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    }

    @Test
    void everyFoldHasItsShareOfEachLabel() {
        int[] folds = Folds.deal(groups, labels, 5, 1);
        int[][] counts = new int[5][3];
        int[] all = new int[3];
        for (int i = 0; i < folds.length; i++) {
            counts[folds[i]][labels[i]]++;
            all[labels[i]]++;
        }
        for (int[] fold : counts) {
            for (int label = 0; label < 3; label++) {
                assertThat(fold[label]).isBetween(all[label] / 5 - 6, all[label] / 5 + 6);
            }
        }
    }

    @Test
    void theSeedDecides() {
        assertThat(Folds.deal(groups, labels, 5, 1))
                .isEqualTo(Folds.deal(groups, labels, 5, 1))
                .isNotEqualTo(Folds.deal(groups, labels, 5, 2));
    }
}
