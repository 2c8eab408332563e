package dev.routeproof.stats.simulate;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.Evidence;

/** Whether a bet has reached its level. */
final class Stopped {
    private Stopped() {}

    static boolean at(Result<Evidence> evidence, double alpha) {
        return evidence instanceof Result.Value<Evidence>(Evidence state) && state.reaches(alpha);
    }

    static double flag(boolean happened) {
        return happened ? 1 : 0;
    }
}
