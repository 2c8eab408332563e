package dev.routeproof.proxy.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {
    private static final Allocation BEFORE = new Allocation(Phase.CANARY, 5, 10, Set.of(new TaskType("code")));

    @Test
    void whatAnOrderLeavesOutStays() throws Exception {
        var after = Order.change("{\"percent\": 20}", BEFORE, Taxonomy.DEFAULT);
        assertThat(after).isEqualTo(new Allocation(Phase.CANARY, 20, 10, BEFORE.backOff()));
    }

    @Test
    void backingOffAddsAndLifts() throws Exception {
        var after = Order.backOff("{\"add\": [\"simple\"], \"remove\": [\"code\"]}", BEFORE, Taxonomy.DEFAULT);
        assertThat(after.backOff()).containsExactly(new TaskType("simple"));
        assertThat(Order.backOff("{\"back_off\": []}", BEFORE, Taxonomy.DEFAULT).backOff())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"percent\": \"20\"} | percent is a number from 0 to 100",
                "{\"percent\": 120} | percent is a number from 0 to 100",
                "{\"holdout\": -1} | holdout is a number from 0 to 100",
                "{\"percnt\": 20} | unknown field; known ones are phase, percent, holdout, back_off",
                "{\"phase\": \"canery\"} | it is one of off, shadow, canary, ramp, full",
                "{\"back_off\": [\"cod\"]} | known ones are simple, code, reasoning, complex",
                "{\"back_off\": \"code\"} | given as a list",
                "[] | not a JSON object",
                "{ | not JSON",
                "{\"percent\": 5, \"percent\": 50} | names 'percent' twice",
                "{\"percent\": 5} {\"percent\": 50} | more than one JSON object",
                "{\"percent\": 5}} | not JSON",
                "{\"phase\": \"canary\", \"percent\": 0} | a canary of 0 % tests nothing",
                "{\"holdout\": 100} | leave nobody for the experiment",
                "{\"phase\": \"full\", \"percent\": 50} | give phase canary with a percent",
            })
    void aWrongOrderIsRefusedWithTheReason(String order, String reason) {
        assertThatThrownBy(() -> Order.change(order, BEFORE, Taxonomy.DEFAULT))
                .isInstanceOf(Order.Refused.class)
                .hasMessageContaining(reason);
    }

    @Test
    void theHoldoutLeavesRoomBesideWhoExplores() {
        var exploring = new Allocation(Phase.CANARY, 5, 10, 20, Set.of());
        assertThatThrownBy(() -> Order.change("{\"holdout\": 90}", exploring, Taxonomy.DEFAULT))
                .isInstanceOf(Order.Refused.class)
                .hasMessageContaining("a hold-out of 90 % and exploration of 20 % leave nobody for the experiment");
    }

    @Test
    void aPercentMeansNothingInPhaseFullSoItNeedsAnotherPhase() throws Exception {
        var full = new Allocation(Phase.FULL, 100, 10, Set.of());
        assertThatThrownBy(() -> Order.change("{\"percent\": 10}", full, Taxonomy.DEFAULT))
                .isInstanceOf(Order.Refused.class)
                .hasMessageContaining("phase full");
        var lowered = Order.change("{\"phase\": \"canary\", \"percent\": 10}", full, Taxonomy.DEFAULT);
        assertThat(lowered.share()).isEqualTo(0.1);
        assertThat(Order.change("{\"holdout\": 5}", full, Taxonomy.DEFAULT).share())
                .isEqualTo(1);
    }
}
