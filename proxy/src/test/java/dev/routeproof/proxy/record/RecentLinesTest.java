package dev.routeproof.proxy.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.EventJson;
import dev.routeproof.routing.evidence.Frame;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentLinesTest {
    private final Frame.Buffer batch = new Frame.Buffer(1 << 10);
    private long seq;

    private static Event.Feedback vote(String requestId, int revision) {
        return new Event.Feedback(Instant.EPOCH, requestId, "räter", "up", null, 0, null, null, revision, false);
    }

    private void write(RecentLines recent, Event... events) {
        batch.reset();
        for (Event event : events) {
            batch.begin();
            EventJson.write(batch, "boot-" + ++seq, event);
            batch.end(seq);
        }
        recent.add(batch.bytes(), batch.size());
    }

    @Test
    void anExchangeIsFoundAsItWasWritten() {
        var recent = new RecentLines(1 << 16);
        assertThat(recent.of("a")).isEmpty();
        write(recent, vote("a", 1), vote("ab", 1));
        write(recent, vote("b", 1), vote("a", 2));
        assertThat(recent.of("a"))
                .containsExactly(EventJson.text("boot-1", vote("a", 1)), EventJson.text("boot-4", vote("a", 2)));
        assertThat(recent.of("nobody")).isEmpty();
    }

    @Test
    void theOldestMakeRoomAndNoHalfLineIsShown() {
        for (int size = 900; size < 1_200; size += 10) {
            var recent = new RecentLines(size);
            seq = 0;
            for (int i = 0; i < 60; i++) {
                write(recent, vote("r" + i, i));
                for (int old = 0; old <= i; old++) {
                    String whole = EventJson.text("boot-" + (old + 1), vote("r" + old, old));
                    assertThat(recent.of("r" + old)).hasSizeLessThan(2).allMatch(whole::equals);
                }
                assertThat(recent.of("r" + i)).hasSize(1);
            }
            assertThat(recent.of("r40")).isEmpty();
        }
    }

    @Test
    void ofMoreThanFitsTheLastIsKept() {
        var recent = new RecentLines(1_000);
        var votes = new Event[50];
        for (int i = 0; i < votes.length; i++) {
            votes[i] = vote("r" + i, i);
        }
        write(recent, votes);
        assertThat(recent.of("r0")).isEmpty();
        assertThat(recent.of("r49")).containsExactly(EventJson.text("boot-50", votes[49]));
    }

    @Test
    void ofARaterThatNeverMakesUpItsMindTheFirstHundredAreShown() {
        var recent = new RecentLines(1 << 20);
        for (int i = 0; i < 500; i++) {
            write(recent, vote("a", i));
        }
        assertThat(recent.of("a")).hasSize(100).startsWith(EventJson.text("boot-1", vote("a", 0)));
    }
}
