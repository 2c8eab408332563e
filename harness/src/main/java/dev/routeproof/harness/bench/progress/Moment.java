package dev.routeproof.harness.bench.progress;

import dev.routeproof.harness.bench.Scoreboard;
import dev.routeproof.routing.catalog.Money;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A bench at one moment.
 *
 * @param estimate of the whole run, made before it
 * @param budget null: no limit
 */
public record Moment(
        Scoreboard.Snapshot board,
        Money spent,
        Money estimate,
        @Nullable Money budget,
        Duration elapsed,
        boolean simulated) {

    /** Time left at the pace of the calls that were really made; null while there is no pace. */
    @Nullable
    Duration left() {
        long asked = board.done() - board.fromCache();
        long open = board.planned() - board.done();
        return asked < 1 ? null : elapsed.multipliedBy(open).dividedBy(asked);
    }

    double share() {
        return board.planned() == 0 ? 1 : (double) board.done() / board.planned();
    }
}
