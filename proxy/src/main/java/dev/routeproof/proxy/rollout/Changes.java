package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Allocation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What tells two allocations apart, as the sentence of an epoch. */
public final class Changes {
    private Changes() {}

    /** {@code "percent 5 to 20, backed off: code"}; empty where both are the same. */
    public static String words(Allocation before, Allocation after) {
        var words = new ArrayList<String>();
        add(words, "phase", before.phase().word(), after.phase().word());
        add(words, "percent", number(before.percent()), number(after.percent()));
        add(words, "holdout", number(before.holdout()), number(after.holdout()));
        add(words, "explore", number(before.explore()), number(after.explore()));
        add(words, "backed off", without(after.backOff(), before.backOff()));
        add(words, "no longer backed off", without(before.backOff(), after.backOff()));
        return String.join(", ", words);
    }

    private static void add(List<String> words, String what, String before, String after) {
        if (!before.equals(after)) {
            words.add(what + " " + before + " to " + after);
        }
    }

    private static void add(List<String> words, String what, Collection<TaskType> types) {
        if (!types.isEmpty()) {
            words.add(what + ": " + types.stream().map(TaskType::label).collect(Collectors.joining(" ")));
        }
    }

    private static Set<TaskType> without(Set<TaskType> types, Set<TaskType> others) {
        var left = new TreeSet<>(types);
        left.removeAll(others);
        return left;
    }

    static String number(double percent) {
        return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
    }
}
