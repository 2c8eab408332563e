package dev.routeproof.harness.label;

import java.util.HashMap;
import java.util.Map;

/**
 * Groups of prompts that are variants of each other: those of one cluster, those of the same words whatever their
 * cluster, and all that such prompts join.
 */
final class Variants {
    private final Map<String, String> joined = new HashMap<>();

    /** Makes one group of two; it is called as {@code first}'s is. */
    void join(String first, String second) {
        String kept = of(first);
        String other = of(second);
        if (!kept.equals(other)) {
            joined.put(other, kept);
        }
    }

    /** The group it has come to belong to; itself where it was never joined. */
    String of(String name) {
        String group = name;
        for (String next = joined.get(group); next != null; next = joined.get(group)) {
            group = next;
        }
        if (!group.equals(name)) {
            joined.put(name, group);
        }
        return group;
    }
}
