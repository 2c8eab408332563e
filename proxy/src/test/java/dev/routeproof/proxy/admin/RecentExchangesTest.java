package dev.routeproof.proxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.record.MemorySink;
import dev.routeproof.routing.evidence.Event;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentExchangesTest {
    private static Event.Feedback vote(String requestId, int revision) {
        String thumbs = revision % 2 == 0 ? "up" : "down";
        return new Event.Feedback(Instant.EPOCH, requestId, "r1", thumbs, null, 0, null, null, revision, false);
    }

    @Test
    void aRaterThatNeverMakesUpItsMindTakesNoMemory() {
        var sink = new MemorySink(10_000);
        var recent = new RecentExchanges(sink);
        for (int i = 0; i < 5_000; i++) {
            recent.durable(vote("a", i));
        }
        recent.durable(vote("b", 0));
        assertThat(recent.of("a")).hasSize(100).startsWith(vote("a", 0));
        assertThat(recent.of("b")).hasSize(1);
        assertThat(sink.events()).as("the log has them all").hasSize(5_001);
    }
}
