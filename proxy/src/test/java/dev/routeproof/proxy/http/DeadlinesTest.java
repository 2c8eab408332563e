package dev.routeproof.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines();
    private final List<One> looked = new ArrayList<>();

    private final class One extends Deadlines.Limited {
        private List<One> ends = List.of();

        @Override
        void tick(long now) {
            looked.add(this);
            ends.forEach(deadlines::remove);
        }
    }

    @Test
    void whoIsInIsLookedAtOnceATickHoweverTheyCameAndWent() {
        var random = new Random(7);
        Set<One> in = new LinkedHashSet<>();
        for (int turn = 0; turn < 2_000; turn++) {
            if (in.isEmpty() || random.nextInt(5) < 3) {
                var one = new One();
                in.add(one);
                deadlines.add(one);
            } else {
                var one = new ArrayList<>(in).get(random.nextInt(in.size()));
                in.remove(one);
                deadlines.remove(one);
                deadlines.remove(one);
            }
            assertThat(deadlines.size()).isEqualTo(in.size());
        }
        deadlines.tick(0);
        assertThat(looked).containsExactlyInAnyOrderElementsOf(in);
    }

    @Test
    void aTickMayEndItselfAndOthersWhichThenLookForThemselves() {
        var first = new One();
        var second = new One();
        first.ends = List.of(first, second);
        second.ends = List.of(second);
        deadlines.add(first);
        deadlines.add(second);
        deadlines.tick(0);
        assertThat(deadlines.size()).isZero();
        deadlines.tick(1);
        assertThat(looked).containsExactly(first, second);
    }
}
