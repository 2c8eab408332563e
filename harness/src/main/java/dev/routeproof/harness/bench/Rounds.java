package dev.routeproof.harness.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a plan in rounds, so that a task type whose quality is known well enough is asked no further.
 *
 * <p>Decisions fall between rounds only, so they do not depend on which answer came first. Stopping looks at how wide
 * the intervals are, never at which model leads. Without a wanted width there is one round.
 */
final class Rounds {
    /** Samples of each task type in a round. */
    private static final int PER_TYPE = 40;

    private final Map<String, List<List<PlannedCall>>> blocks = new LinkedHashMap<>();
    private final Set<String> settled = new LinkedHashSet<>();
    private final @Nullable Double halfWidth;
    private final Scoreboard board;
    private int round;
    private long leftOut;

    private Rounds(@Nullable Double halfWidth, Scoreboard board) {
        this.halfWidth = halfWidth;
        this.board = board;
    }

    static Rounds of(Plan plan, @Nullable Double halfWidth, Scoreboard board) {
        var rounds = new Rounds(halfWidth, board);
        if (halfWidth == null) {
            rounds.blocks.put("", List.of(plan.calls()));
            return rounds;
        }
        Map<String, Set<String>> seen = new LinkedHashMap<>();
        for (var call : plan.calls()) {
            var type = call.sample().taskType().label();
            var samples = seen.computeIfAbsent(type, label -> new LinkedHashSet<>());
            samples.add(call.sample().dataset() + '\n' + call.sample().id());
            int block = (samples.size() - 1) / PER_TYPE;
            var list = rounds.blocks.computeIfAbsent(type, label -> new ArrayList<>());
            while (list.size() <= block) {
                list.add(new ArrayList<>());
            }
            list.get(block).add(call);
        }
        return rounds;
    }

    /** The next calls to make; empty at the end. */
    List<PlannedCall> next() {
        var calls = new ArrayList<PlannedCall>();
        blocks.forEach((type, list) -> {
            if (round >= list.size()) {
                return;
            }
            if (halfWidth != null && round > 0 && !settled.contains(type) && board.settled(type, halfWidth)) {
                settled.add(type);
            }
            if (settled.contains(type)) {
                leftOut += list.get(round).size();
            } else {
                calls.addAll(list.get(round));
            }
        });
        round++;
        return calls.isEmpty() && blocks.values().stream().anyMatch(list -> round < list.size()) ? next() : calls;
    }

    /** What was not asked, in words; null where all was. */
    @Nullable
    String leftOut() {
        return leftOut == 0
                ? null
                : leftOut + " calls not needed: " + String.join(", ", settled) + " known to ± " + halfWidth;
    }
}
