package dev.routeproof.harness.routers;

import dev.routeproof.stats.router.StrongFirst;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a router chooses on the prompts of a recorded run.
 *
 * @param ways the ways it can be run, such as the modes of a table; at least one
 * @param order in which it would send prompts to a strong model; null: it does not say
 * @param remarks what limits the comparison, one sentence each
 */
record Choices(String id, List<Way> ways, @Nullable StrongFirst order, List<String> remarks) {
    Choices {
        ways = List.copyOf(ways);
        remarks = List.copyOf(remarks);
    }

    /** One way of running it. */
    static final class Way {
        private final String name;
        private final int[] chosen;
        private final int[] byTruth;
        private final @Nullable Double robustness;

        /**
         * @param name such as a mode
         * @param chosen the model of each prompt
         * @param byTruth the model if the true task type were known; empty: that says nothing about this router
         * @param robustness share of rephrased prompts that keep their model; null: not tried
         */
        Way(String name, int[] chosen, int[] byTruth, @Nullable Double robustness) {
            this.name = name;
            this.chosen = chosen;
            this.byTruth = byTruth;
            this.robustness = robustness;
        }

        String name() {
            return name;
        }

        int[] chosen() {
            return chosen;
        }

        int[] byTruth() {
            return byTruth;
        }

        @Nullable
        Double robustness() {
            return robustness;
        }
    }
}
