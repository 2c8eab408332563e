package dev.routeproof.proxy.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.proxy.record.AnswerCopy;
import dev.routeproof.proxy.record.AnswerFacts;
import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.proxy.record.ToolCalls;
import dev.routeproof.proxy.record.Writing;
import dev.routeproof.proxy.rollout.PromptTokens;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a call on a candidate's model ended, before its answer is read.
 *
 * @param sent false where no connection could be had
 * @param reserved the most it can have cost
 */
record MirrorResult(
        Waiting waiting,
        Event.Status status,
        @Nullable String error,
        int http,
        double firstTokenMillis,
        double latencyMillis,
        boolean sent,
        AnswerCopy copy,
        @Nullable String contentType,
        @Nullable String contentEncoding,
        Money reserved) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Reads the answer, settles what it cost and hands the event over; true where the log took it. */
    boolean write(Mirror mirror) {
        boolean complete = status == Event.Status.COMPLETED;
        long inputEstimate = PromptTokens.of(waiting.exchange().facts().body());
        Money counted = reserved;
        Event.Mirror event;
        try {
            var facts = mirror.parts().reader().read(copy, contentType, contentEncoding, complete, inputEstimate);
            Money cost = cost(facts);
            counted = cost != null && !facts.usage().equals("estimated") ? cost : reserved;
            event = event(mirror, facts, cost, counted);
        } catch (RuntimeException | StackOverflowError unreadable) {
            var nothing = new AnswerFacts(inputEstimate, 0, 0, "partial", null, "", 0);
            event = event(mirror, nothing, null, reserved);
        }
        mirror.allowance().settle(reserved, counted);
        return mirror.parts().sink().offer(event);
    }

    /** Null where a part of the answer is missing; nothing where it was refused or never asked for. */
    private @Nullable Money cost(AnswerFacts facts) {
        if (!sent || http >= 300) {
            return Money.ZERO;
        }
        return status == Event.Status.COMPLETED
                ? waiting.model().prices().cost(facts.inputTokens(), facts.cachedTokens(), facts.outputTokens())
                : null;
    }

    private Event.Mirror event(Mirror mirror, AnswerFacts facts, @Nullable Money cost, Money counted) {
        Writing writing = mirror.parts().writing();
        boolean refused = http >= 300;
        String text = refused ? "" : facts.text();
        List<ToolCalls.Call> calls = refused ? List.of() : ToolCalls.of(copy, contentType);
        return new Event.Mirror(
                mirror.parts().clock().instant(),
                waiting.exchange().facts().requestId(),
                waiting.candidate(),
                waiting.model().id().value(),
                status,
                error,
                http,
                firstTokenMillis,
                latencyMillis,
                facts.inputTokens(),
                facts.cachedTokens(),
                refused ? 0 : facts.outputTokens(),
                facts.usage(),
                cost,
                counted,
                facts.finishReason(),
                waiting.exchange().facts().stream(),
                calls.size(),
                writing.hash(new byte[0]) == null ? null : same(mirror, text, calls),
                text.isEmpty() ? null : writing.hash(text.getBytes(StandardCharsets.UTF_8)),
                text.isEmpty() ? null : writing.kept(text),
                calls.isEmpty() ? null : writing.kept(json(calls)));
    }

    /** Whether both answers are the same text, spaces apart; null where one of them is not a whole text alone. */
    private @Nullable Boolean same(Mirror mirror, String text, List<ToolCalls.Call> calls) {
        Exchange exchange = waiting.exchange();
        if (status != Event.Status.COMPLETED
                || exchange.status() != Event.Status.COMPLETED
                || copy.cut()
                || exchange.copy().cut()) {
            return null;
        }
        var before = mirror.parts()
                .reader()
                .read(exchange.copy(), exchange.contentType(), exchange.contentEncoding(), true, 0);
        boolean textAlone = calls.isEmpty()
                && ToolCalls.of(exchange.copy(), exchange.contentType()).isEmpty();
        if (!textAlone || text.isBlank() || before.text().isBlank()) {
            return null;
        }
        return spaced(text).equals(spaced(before.text()));
    }

    private static String spaced(String text) {
        return SPACES.matcher(text.strip()).replaceAll(" ");
    }

    private static String json(List<ToolCalls.Call> calls) {
        try {
            return JSON.writeValueAsString(calls);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and texts can always be written", e);
        }
    }
}
