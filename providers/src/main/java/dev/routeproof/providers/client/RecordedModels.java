package dev.routeproof.providers.client;

import dev.routeproof.providers.recorded.RecordedAnswer;
import dev.routeproof.providers.recorded.RecordedAnswers;
import java.util.List;

/** Models whose answers are read from a file; repeats answer alike. */
record RecordedModels(RecordedAnswers answers) implements ModelClient {
    @Override
    public Outcome call(ChatCall call) {
        String item = call.item();
        if (item == null) {
            return new Outcome.NotApplicable(
                    "recorded answers are found by a dataset line's id, and the call has none");
        }
        String model = call.model().name();
        return answers.find(item, model)
                .map(found -> outcome(call, found))
                .orElseGet(() -> new Outcome.NotApplicable("no recorded answer of " + model + " to " + item));
    }

    private static Outcome outcome(ChatCall call, RecordedAnswer found) {
        var timing = new Timing(null, found.latency());
        if (found.output().isBlank()) {
            return new Outcome.Failed(Outcome.Cause.EMPTY_ANSWER, 0, "the recorded answer has no text", null, timing);
        }
        Long in = found.inputTokens();
        Long out = found.outputTokens();
        long input = in == null ? TokenCounter.count(call.prompt()) : in;
        long output = out == null ? TokenCounter.count(found.output()) : out;
        var source = in == null || out == null ? Usage.Source.ESTIMATED : Usage.Source.REPORTED;
        var usage = new Usage(input, 0, output, 0, source);
        return new Outcome.Completed(new Answer(
                found.output(), List.of(), usage, timing, null, call.model().name()));
    }

    @Override
    public void close() {
        // Everything is in memory.
    }
}
