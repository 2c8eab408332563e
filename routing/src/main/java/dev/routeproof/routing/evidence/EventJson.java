package dev.routeproof.routing.evidence;

import dev.routeproof.routing.catalog.Money;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes events as the JSON objects of the evidence log. */
public final class EventJson {
    private static final int VERSION = 1;

    private EventJson() {}

    /** Appends one object to {@code json}; {@code eventId} is unique in the whole log. */
    public static void write(Frame.Buffer json, String eventId, Event event) {
        json.object();
        json.text("kind", kind(event));
        json.text("event_id", eventId);
        json.time("at", event.at());
        json.whole("v", VERSION);
        switch (event) {
            case Event.Decision decision -> decision(json, decision);
            case Event.Outcome outcome -> outcome(json, outcome);
            case Event.Mirror mirror -> mirror(json, mirror);
            case Event.Feedback feedback -> feedback(json, feedback);
            case Event.Epoch epoch -> epoch(json, epoch);
            case Event.Gap gap -> {
                json.time("from", gap.from());
                json.time("to", gap.to());
                json.whole("count", gap.count());
                json.text("reason", gap.reason());
            }
        }
        json.endObject();
    }

    /** The same as text. */
    public static String text(String eventId, Event event) {
        var json = new Frame.Buffer(1 << 10);
        write(json, eventId, event);
        return json.toString(StandardCharsets.UTF_8);
    }

    /** The word in the {@code kind} field. */
    public static String kind(Event event) {
        return switch (event) {
            case Event.Decision d -> "decision";
            case Event.Outcome o -> "outcome";
            case Event.Mirror m -> "mirror";
            case Event.Feedback f -> "feedback";
            case Event.Epoch e -> "epoch";
            case Event.Gap g -> "gap";
        };
    }

    private static void decision(Frame.Buffer json, Event.Decision d) {
        json.text("request_id", d.requestId());
        json.text("attempt_group", d.attemptGroup());
        json.whole("retry", d.retry());
        json.text("phase", d.phase());
        json.text("epoch", d.epoch());
        json.text("config", d.config());
        json.text("unit", d.unit());
        json.text("unit_kind", d.unitKind());
        json.text("arm", d.arm());
        json.object("propensities");
        json.number("control", d.propensities().control());
        json.number("candidate", d.propensities().candidate());
        json.number("holdout", d.propensities().holdout());
        if (d.propensities().explore() > 0) {
            json.number("explore", d.propensities().explore());
            json.array("explored");
            for (String model : d.propensities().explored()) {
                json.element(model);
            }
            json.endArray();
        }
        json.endObject();
        json.text("mode", d.mode());
        json.text("feature", d.feature());
        json.text("project", d.project());
        json.text("key_id", d.keyId());
        json.text("requested_model", d.requestedModel());
        json.text("served_model", d.servedModel());
        json.flag("override", d.override());
        json.text("reason", d.reason());
        json.whole("tokens_estimated", d.tokensEstimated());
        json.array("candidates");
        for (var candidate : d.candidates()) {
            candidate(json, candidate);
        }
        json.endArray();
        json.text("prompt_hash", d.promptHash());
        if (d.content() != null) {
            json.text("content", d.content());
        }
    }

    private static void candidate(Frame.Buffer json, Event.CandidateDecision c) {
        json.object();
        json.text("id", c.id());
        json.text("task_type", c.taskType());
        json.number("confidence", rounded(c.confidence()));
        json.object("scores");
        for (Map.Entry<String, Double> score : c.scores().entrySet()) {
            json.numberOf(score.getKey(), rounded(score.getValue()));
        }
        json.endObject();
        json.text("stage", c.stage());
        json.whole("stage_micros", c.stageMicros());
        json.flag("late", c.late());
        json.text("model", c.model());
        json.text("reason", c.reason());
        money(json, "cost_estimated_usd", c.costEstimated());
        var classifying = c.classifying();
        if (classifying != null) {
            json.object("classifying");
            json.whole("input_tokens", classifying.inputTokens());
            json.whole("output_tokens", classifying.outputTokens());
            money(json, "cost_usd", classifying.cost());
            json.endObject();
        }
        json.endObject();
    }

    private static void outcome(Frame.Buffer json, Event.Outcome o) {
        json.text("request_id", o.requestId());
        json.text("status", o.status().name().toLowerCase(Locale.ROOT));
        json.text("error", o.error());
        json.whole("http", o.http());
        json.text("served_model", o.servedModel());
        json.array("attempts");
        for (var attempt : o.attempts()) {
            json.object();
            json.text("model", attempt.model());
            json.text("status", attempt.status());
            millis(json, "ms", attempt.millis());
            money(json, "cost_usd", attempt.cost());
            json.endObject();
        }
        json.endArray();
        millis(json, "first_token_ms", o.firstTokenMillis());
        millis(json, "latency_ms", o.latencyMillis());
        json.whole("overhead_micros", o.overheadMicros());
        json.whole("input_tokens", o.inputTokens());
        json.whole("cached_tokens", o.cachedTokens());
        json.whole("output_tokens", o.outputTokens());
        json.text("usage", o.usage());
        money(json, "cost_usd", o.cost());
        json.text("finish_reason", o.finishReason());
        json.flag("stream", o.stream());
        if (o.answer() != null) {
            json.text("answer", o.answer());
        }
    }

    private static void mirror(Frame.Buffer json, Event.Mirror m) {
        json.text("request_id", m.requestId());
        json.text("candidate", m.candidate());
        json.text("model", m.model());
        json.text("status", m.status().name().toLowerCase(Locale.ROOT));
        json.text("error", m.error());
        json.whole("http", m.http());
        millis(json, "first_token_ms", m.firstTokenMillis());
        millis(json, "latency_ms", m.latencyMillis());
        json.whole("input_tokens", m.inputTokens());
        json.whole("cached_tokens", m.cachedTokens());
        json.whole("output_tokens", m.outputTokens());
        json.text("usage", m.usage());
        money(json, "cost_usd", m.cost());
        money(json, "counted_usd", m.counted());
        json.text("finish_reason", m.finishReason());
        json.flag("stream", m.stream());
        json.whole("tool_calls", m.toolCalls());
        if (m.sameAnswer() != null) {
            json.flag("same_answer", m.sameAnswer());
        }
        json.text("answer_hash", m.answerHash());
        if (m.answer() != null) {
            json.text("answer", m.answer());
        }
        if (m.calls() != null) {
            json.text("calls", m.calls());
        }
    }

    private static void feedback(Frame.Buffer json, Event.Feedback f) {
        json.text("request_id", f.requestId());
        json.text("rater", f.rater());
        if (f.thumbs() != null) {
            json.text("thumbs", f.thumbs());
        }
        if (f.rating() != null) {
            json.whole("rating", f.rating());
        }
        json.whole("comment_length", f.commentLength());
        if (f.kind() != null) {
            json.text("feedback_kind", f.kind());
            json.text("value", f.value());
        }
        json.whole("revision", f.revision());
        json.flag("late", f.late());
    }

    private static void epoch(Frame.Buffer json, Event.Epoch e) {
        json.text("epoch", e.epoch());
        json.whole("ordinal", e.ordinal());
        json.object("allocation");
        json.text("phase", e.allocation().phase());
        json.number("percent", e.allocation().percent());
        json.number("holdout", e.allocation().holdout());
        if (e.allocation().explore() > 0) {
            json.number("explore", e.allocation().explore());
        }
        json.array("back_off");
        for (String taskType : e.allocation().backOff()) {
            json.element(taskType);
        }
        json.endArray();
        json.endObject();
        json.flag("killed", e.killed());
        json.text("resumes", e.resumes());
        json.time("share_since", e.shareSince());
        var experiment = e.experiment();
        if (experiment != null) {
            json.object("experiment");
            json.text("id", experiment.id());
            json.text("rollout", experiment.rollout());
            json.text("default", experiment.standard());
            json.text("document", experiment.document());
            json.endObject();
        }
        json.text("table", e.table());
        json.text("candidate", e.candidate());
        json.text("config", e.config());
        json.text("cause", e.cause().name().toLowerCase(Locale.ROOT));
        json.text("note", e.note());
    }

    /** To a millionth, which is finer than any classifier is right. */
    private static double rounded(double probability) {
        return Double.isNaN(probability) ? probability : Math.round(probability * 1_000_000) / 1_000_000.0;
    }

    private static void millis(Frame.Buffer json, String name, double millis) {
        json.number(name, Double.isNaN(millis) ? millis : Math.round(millis * 1_000) / 1_000.0);
    }

    private static void money(Frame.Buffer json, String name, @Nullable Money money) {
        if (money == null) {
            json.text(name, null);
        } else {
            json.billionths(name, money.nanoUsd());
        }
    }
}
