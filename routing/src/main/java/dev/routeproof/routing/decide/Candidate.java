package dev.routeproof.routing.decide;

import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.table.RoutingTable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be rolled out: a cascade and a table.
 *
 * @param deadline time the whole cascade may take; over it the best answer so far is taken, else the default
 * @param escalation when its cheaper models' answers are not served; null: they always are
 * @param contentHash hex SHA-256 over what the candidate's files mean
 */
public record Candidate(
        String id,
        RoutingTable table,
        List<StageSpec> cascade,
        Duration deadline,
        @Nullable Escalation escalation,
        String contentHash) {
    /** Where every stage is local. */
    public static final Duration LOCAL_DEADLINE = Duration.ofMillis(25);

    /** Where a stage calls another machine. */
    public static final Duration REMOTE_DEADLINE = Duration.ofMillis(600);

    public Candidate {
        cascade = List.copyOf(cascade);
    }

    /** True where the cascade decides at once, without waiting for another thread or machine. */
    public boolean immediate() {
        return cascade.stream().allMatch(StageSpec::immediate);
    }

    /** True where the cascade never calls another machine. */
    public boolean local() {
        return cascade.stream().noneMatch(StageSpec::remote);
    }
}
