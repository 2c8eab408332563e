package dev.routeproof.harness.lab.verdicts;

import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import dev.routeproof.routing.experiment.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The rollout document that simulated logs are judged by: the margins that a document has where it names none else. */
final class TrueRollout {
    static final double MARGIN = 0.02;
    static final double ERROR_MARGIN = 0.005;
    private static final int HORIZON = 40_000;

    private TrueRollout() {}

    /** {@code mde} is the smallest effect on the primary that is worth finding. */
    static Rollout of(double mde) {
        return new Rollout(
                "truth",
                "candidate",
                new Allocation(Phase.CANARY, 20, 5, Set.of()),
                Rollout.UnitKind.USER,
                null,
                Rollout.Window.DEFAULT,
                Duration.ofHours(24),
                new Rollout.Metrics(
                        new Rollout.Primary("bad_outcome", MARGIN, mde),
                        List.of(
                                new Rollout.Guardrail(Rollout.Measure.ERROR_RATE, ERROR_MARGIN),
                                new Rollout.Guardrail(Rollout.Measure.LATENCY_P95, 0.02),
                                new Rollout.Guardrail(Rollout.Measure.LATENCY_P99, 0.01)),
                        new Rollout.Gain.Cost(0)),
                0.05,
                0.005,
                HORIZON,
                null,
                true,
                Rollout.Explore.NONE,
                null,
                "simulated");
    }
}
