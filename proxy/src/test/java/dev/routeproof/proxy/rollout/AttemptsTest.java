package dev.routeproof.proxy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final Attempts attempts = new Attempts();
    private int requests;

    private Attempts.Attempt link(String caller, @Nullable String key, boolean saysSo, String body, long nanos) {
        return attempts.link(caller, key, saysSo, body.getBytes(StandardCharsets.UTF_8), "r" + ++requests, nanos);
    }

    @Test
    void theSameBodyAfterAnAnswerIsANewTrial() {
        link("u", null, false, "hi", 0).ended(true);
        assertThat(link("u", null, false, "hi", 1).retry()).isZero();
    }

    @Test
    void theSameBodyAfterNoAnswerIsARetry() {
        link("u", null, false, "hi", 0).ended(false);
        var second = link("u", null, false, "hi", 1);
        second.ended(false);
        var third = link("u", null, false, "hi", 2);
        assertThat(third.group()).isEqualTo("r1");
        assertThat(third.retry()).isEqualTo(2);
    }

    @Test
    void anotherCallerBodyOrKeyIsAnotherTrial() {
        link("u", "k", false, "hi", 0).ended(false);
        assertThat(link("v", "k", false, "hi", 1).retry()).isZero();
        assertThat(link("u", "k", false, "ho", 1).retry()).isZero();
        assertThat(link("u", "l", false, "hi", 1).retry()).isZero();
        assertThat(link("u", "k", false, "hi", 1).retry()).isEqualTo(1);
    }

    @Test
    void aClientThatSaysSoRetriesWhileTheFirstTryIsStillUnderWay() {
        link("u", null, false, "hi", 0);
        assertThat(link("u", null, true, "hi", 1).group()).isEqualTo("r1");
    }

    @Test
    void afterTwoMinutesItIsANewTrial() {
        link("u", "k", false, "hi", 0).ended(false);
        assertThat(link("u", "k", true, "hi", Attempts.WINDOW_NANOS).retry()).isZero();
    }

    @Test
    void longBodiesThatDifferAtTheirEndDiffer() {
        var body = new byte[1 << 20];
        attempts.link("u", null, false, body, "a", 0).ended(false);
        var other = Arrays.copyOf(body, body.length);
        other[other.length - 1] = 1;
        assertThat(attempts.link("u", null, false, other, "b", 1).retry()).isZero();
        assertThat(attempts.link("u", null, false, body, "c", 1).retry()).isEqualTo(1);
    }
}
