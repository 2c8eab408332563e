package dev.routeproof.providers.client;

import dev.routeproof.providers.client.Outcome.Cause;
import dev.routeproof.providers.wire.Reply;
import dev.routeproof.providers.wire.WireError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an exchange means: the one place where providers' words become ours. */
final class Outcomes {
    private static final Set<String> AT_THE_LIMIT =
            Set.of("length", "max_tokens", "model_length", "model_context_window_exceeded");
    /** The provider gave the answer up: OpenRouter, DeepSeek, vLLM and SGLang. */
    private static final Set<String> GIVEN_UP = Set.of("error", "insufficient_system_resource", "abort");

    private Outcomes() {}

    static Outcome of(Exchanged exchanged, InputTokens input, InstantSource clock) {
        return switch (exchanged) {
            case Exchanged.Late late -> new Outcome.TimedOut(late.phase(), late.limit());
            case Exchanged.Broken broken ->
                new Outcome.Failed(broken.cause(), broken.status(), broken.message(), null, broken.timing());
            case Exchanged.Rejected rejected -> ofRejected(rejected, clock);
            case Exchanged.Answered answered -> ofAnswer(answered, input);
        };
    }

    /** Counts the input's tokens, where the provider did not. */
    @FunctionalInterface
    interface InputTokens {
        long count();
    }

    private static Outcome ofAnswer(Exchanged.Answered answered, InputTokens input) {
        Reply reply = answered.reply();
        if (reply.error() != null) {
            return ofError(200, reply.error(), null, answered.timing());
        }
        String finish = reply.finishReason() == null ? "" : reply.finishReason().toLowerCase(Locale.ROOT);
        if (answered.empty()) {
            return failed(Cause.EMPTY_ANSWER, "the answer has no body", answered.timing());
        }
        if (finish.isEmpty() && !reply.done()) {
            return failed(Cause.CUT_STREAM, "the stream ended before the answer did", answered.timing());
        }
        if (GIVEN_UP.contains(finish)) {
            return failed(Cause.SERVER_ERROR, "the provider gave the answer up: " + finish, answered.timing());
        }
        if (!reply.refusal().isEmpty() || finish.startsWith("content_filter") || finish.equals("refusal")) {
            return new Outcome.Refused(answer(answered, input));
        }
        if (AT_THE_LIMIT.contains(finish)) {
            return new Outcome.Truncated(answer(answered, input));
        }
        if (reply.calls().isEmpty() && reply.text().isBlank()) {
            return failed(Cause.EMPTY_ANSWER, "the answer has no text and no tool call", answered.timing());
        }
        Answer answer = answer(answered, input);
        boolean refused = answer.toolCalls().isEmpty() && TextRefusal.unmistakable(answer.text());
        return refused ? new Outcome.Refused(answer) : new Outcome.Completed(answer);
    }

    private static Answer answer(Exchanged.Answered answered, InputTokens input) {
        Reply reply = answered.reply();
        String text = reply.text().isEmpty() ? reply.refusal() : reply.text();
        List<Answer.ToolCall> calls = reply.calls().isEmpty()
                ? List.of()
                : reply.calls().stream()
                        .map(call -> new Answer.ToolCall(call.name(), call.arguments()))
                        .toList();
        return new Answer(
                text, calls, usage(reply, text, input), answered.timing(), reply.finishReason(), reply.servedModel());
    }

    private static Usage usage(Reply reply, String text, InputTokens input) {
        Reply.Counts counts = reply.counts();
        if (counts != null) {
            return new Usage(
                    counts.input(), counts.cached(), counts.output(), counts.reasoning(), Usage.Source.REPORTED);
        }
        long visible = TokenCounter.count(text);
        for (Reply.Call call : reply.calls()) {
            visible += TokenCounter.count(call.name()) + TokenCounter.count(call.arguments());
        }
        long hidden = TokenCounter.roughly(reply.hiddenChars());
        return new Usage(input.count(), 0, visible + hidden, hidden, Usage.Source.ESTIMATED);
    }

    private static Outcome ofRejected(Exchanged.Rejected rejected, InstantSource clock) {
        Duration wait = rejected.retryAfter() == null
                ? null
                : RetryAfter.parse(rejected.retryAfter(), clock.instant()).orElse(null);
        if (rejected.status() >= 300 && rejected.status() < 400) {
            String message = "HTTP " + rejected.status() + ": redirects are not followed; correct base_url";
            return new Outcome.Failed(Cause.BAD_RESPONSE, rejected.status(), message, null, rejected.timing());
        }
        return ofError(rejected.status(), rejected.error(), wait, rejected.timing());
    }

    private static Outcome ofError(int status, WireError error, @Nullable Duration wait, Timing timing) {
        if (tooLong(error)) {
            return new Outcome.NotApplicable("the prompt is too long for the model: " + error.message());
        }
        if (status < 500 && (error.mentions("content_filter") || error.mentions("content_policy"))) {
            var usage = new Usage(0, 0, 0, 0, Usage.Source.PARTIAL);
            return new Outcome.Refused(new Answer(error.message(), List.of(), usage, timing, "content_filter", null));
        }
        String message = status == 200 ? error.message() : "HTTP " + status + ": " + error.message();
        return new Outcome.Failed(cause(status, error), status, message, wait, timing);
    }

    private static boolean tooLong(WireError error) {
        return error.mentions("context_length_exceeded")
                || error.mentions("maximum context length")
                || error.mentions("prompt is too long");
    }

    private static Cause cause(int status, WireError error) {
        if (error.mentions("insufficient_quota")) {
            return Cause.REJECTED;
        }
        // 529 is Anthropic's "overloaded": like 429 it asks for fewer calls.
        if (status == 429 || status == 529 || error.mentions("overloaded") || error.mentions("rate_limit")) {
            return Cause.RATE_LIMITED;
        }
        if (status == 401 || status == 403) {
            return Cause.AUTHENTICATION;
        }
        boolean ours = (status >= 400 && status < 500 && status != 408) || error.mentions("invalid_request");
        return ours ? Cause.REJECTED : Cause.SERVER_ERROR;
    }

    private static Outcome failed(Cause cause, String message, Timing timing) {
        return new Outcome.Failed(cause, 200, message, null, timing);
    }
}
