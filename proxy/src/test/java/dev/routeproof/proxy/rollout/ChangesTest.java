package dev.routeproof.proxy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final Allocation BEFORE = new Allocation(Phase.CANARY, 5, 10, Set.of(new TaskType("code")));

    @Test
    void onlyWhatDiffersIsTold() {
        assertThat(Changes.words(BEFORE, BEFORE)).isEmpty();
        assertThat(Changes.words(BEFORE, BEFORE.withShare(Phase.SHADOW, 5))).isEqualTo("phase canary to shadow");
        assertThat(Changes.words(BEFORE, new Allocation(Phase.RAMP, 7.5, 0, 2, Set.of(new TaskType("simple")))))
                .isEqualTo("phase canary to ramp, percent 5 to 7.5, holdout 10 to 0, explore 0 to 2,"
                        + " backed off: simple, no longer backed off: code");
    }
}
