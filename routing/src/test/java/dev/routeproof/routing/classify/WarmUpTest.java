package dev.routeproof.routing.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void itAsksUntilItsTimeIsOver() {
        var signs = new Rule.Signs(List.of("sql"), List.of(), List.of(), List.of(), null, null, null, null, Set.of());
        var rules = new RulesClassifier(List.of(new Rule(new TaskType("code"), 0.9, signs, null)));
        var looks = new AtomicInteger();
        var clock = new AtomicLong(Long.MAX_VALUE - 15); // wraps after the end of the time has
        WarmUp.ask(List.of(rules), Duration.ofNanos(100), () -> {
            looks.incrementAndGet();
            return clock.getAndAdd(10);
        });
        assertThat(looks).hasValue(11);
    }
}
