package dev.routeproof.routing.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.routeproof.routing.catalog.Money;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes events as the JSON objects of the evidence log, field by field, without an object tree. */
public final class EventJson {
    private static final int VERSION = 1;

    private EventJson() {}

    /** Writes one object; {@code eventId} is unique in the whole log. */
    public static void write(JsonGenerator json, String eventId, Event event) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", kind(event));
        json.writeStringField("event_id", eventId);
        json.writeStringField("at", time(event.at()));
        json.writeNumberField("v", VERSION);
        switch (event) {
            case Event.Decision decision -> decision(json, decision);
            case Event.Outcome outcome -> outcome(json, outcome);
            case Event.Mirror mirror -> mirror(json, mirror);
            case Event.Feedback feedback -> feedback(json, feedback);
            case Event.Epoch epoch -> epoch(json, epoch);
            case Event.Gap gap -> {
                json.writeStringField("from", time(gap.from()));
                json.writeStringField("to", time(gap.to()));
                json.writeNumberField("count", gap.count());
                json.writeStringField("reason", gap.reason());
            }
        }
        json.writeEndObject();
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

    private static void decision(JsonGenerator json, Event.Decision d) throws IOException {
        json.writeStringField("request_id", d.requestId());
        json.writeStringField("attempt_group", d.attemptGroup());
        json.writeNumberField("retry", d.retry());
        json.writeStringField("phase", d.phase());
        json.writeStringField("epoch", d.epoch());
        json.writeStringField("config", d.config());
        json.writeStringField("unit", d.unit());
        json.writeStringField("unit_kind", d.unitKind());
        json.writeStringField("arm", d.arm());
        json.writeObjectFieldStart("propensities");
        json.writeNumberField("control", d.propensities().control());
        json.writeNumberField("candidate", d.propensities().candidate());
        json.writeNumberField("holdout", d.propensities().holdout());
        if (d.propensities().explore() > 0) {
            json.writeNumberField("explore", d.propensities().explore());
            json.writeArrayFieldStart("explored");
            for (String model : d.propensities().explored()) {
                json.writeString(model);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeStringField("mode", d.mode());
        json.writeStringField("feature", d.feature());
        json.writeStringField("project", d.project());
        json.writeStringField("key_id", d.keyId());
        json.writeStringField("requested_model", d.requestedModel());
        json.writeStringField("served_model", d.servedModel());
        json.writeBooleanField("override", d.override());
        json.writeStringField("reason", d.reason());
        json.writeNumberField("tokens_estimated", d.tokensEstimated());
        json.writeArrayFieldStart("candidates");
        for (var candidate : d.candidates()) {
            candidate(json, candidate);
        }
        json.writeEndArray();
        json.writeStringField("prompt_hash", d.promptHash());
        if (d.content() != null) {
            json.writeStringField("content", d.content());
        }
    }

    private static void candidate(JsonGenerator json, Event.CandidateDecision c) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", c.id());
        json.writeStringField("task_type", c.taskType());
        json.writeNumberField("confidence", c.confidence());
        json.writeObjectFieldStart("scores");
        for (Map.Entry<String, Double> score : c.scores().entrySet()) {
            json.writeNumberField(score.getKey(), score.getValue());
        }
        json.writeEndObject();
        json.writeStringField("stage", c.stage());
        json.writeNumberField("stage_micros", c.stageMicros());
        json.writeBooleanField("late", c.late());
        json.writeStringField("model", c.model());
        json.writeStringField("reason", c.reason());
        money(json, "cost_estimated_usd", c.costEstimated());
        var classifying = c.classifying();
        if (classifying != null) {
            json.writeObjectFieldStart("classifying");
            json.writeNumberField("input_tokens", classifying.inputTokens());
            json.writeNumberField("output_tokens", classifying.outputTokens());
            money(json, "cost_usd", classifying.cost());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void outcome(JsonGenerator json, Event.Outcome o) throws IOException {
        json.writeStringField("request_id", o.requestId());
        json.writeStringField("status", o.status().name().toLowerCase(Locale.ROOT));
        json.writeStringField("error", o.error());
        json.writeNumberField("http", o.http());
        json.writeStringField("served_model", o.servedModel());
        json.writeArrayFieldStart("attempts");
        for (var attempt : o.attempts()) {
            json.writeStartObject();
            json.writeStringField("model", attempt.model());
            json.writeStringField("status", attempt.status());
            millis(json, "ms", attempt.millis());
            money(json, "cost_usd", attempt.cost());
            json.writeEndObject();
        }
        json.writeEndArray();
        millis(json, "first_token_ms", o.firstTokenMillis());
        millis(json, "latency_ms", o.latencyMillis());
        json.writeNumberField("overhead_micros", o.overheadMicros());
        json.writeNumberField("input_tokens", o.inputTokens());
        json.writeNumberField("cached_tokens", o.cachedTokens());
        json.writeNumberField("output_tokens", o.outputTokens());
        json.writeStringField("usage", o.usage());
        money(json, "cost_usd", o.cost());
        json.writeStringField("finish_reason", o.finishReason());
        json.writeBooleanField("stream", o.stream());
        if (o.answer() != null) {
            json.writeStringField("answer", o.answer());
        }
    }

    private static void mirror(JsonGenerator json, Event.Mirror m) throws IOException {
        json.writeStringField("request_id", m.requestId());
        json.writeStringField("candidate", m.candidate());
        json.writeStringField("model", m.model());
        json.writeStringField("status", m.status().name().toLowerCase(Locale.ROOT));
        json.writeStringField("error", m.error());
        json.writeNumberField("http", m.http());
        millis(json, "first_token_ms", m.firstTokenMillis());
        millis(json, "latency_ms", m.latencyMillis());
        json.writeNumberField("input_tokens", m.inputTokens());
        json.writeNumberField("cached_tokens", m.cachedTokens());
        json.writeNumberField("output_tokens", m.outputTokens());
        json.writeStringField("usage", m.usage());
        money(json, "cost_usd", m.cost());
        money(json, "counted_usd", m.counted());
        json.writeStringField("finish_reason", m.finishReason());
        json.writeBooleanField("stream", m.stream());
        json.writeNumberField("tool_calls", m.toolCalls());
        if (m.sameAnswer() != null) {
            json.writeBooleanField("same_answer", m.sameAnswer());
        }
        json.writeStringField("answer_hash", m.answerHash());
        if (m.answer() != null) {
            json.writeStringField("answer", m.answer());
        }
        if (m.calls() != null) {
            json.writeStringField("calls", m.calls());
        }
    }

    private static void feedback(JsonGenerator json, Event.Feedback f) throws IOException {
        json.writeStringField("request_id", f.requestId());
        json.writeStringField("rater", f.rater());
        if (f.thumbs() != null) {
            json.writeStringField("thumbs", f.thumbs());
        }
        if (f.rating() != null) {
            json.writeNumberField("rating", f.rating());
        }
        json.writeNumberField("comment_length", f.commentLength());
        if (f.kind() != null) {
            json.writeStringField("feedback_kind", f.kind());
            json.writeStringField("value", f.value());
        }
        json.writeNumberField("revision", f.revision());
        json.writeBooleanField("late", f.late());
    }

    private static void epoch(JsonGenerator json, Event.Epoch e) throws IOException {
        json.writeStringField("epoch", e.epoch());
        json.writeNumberField("ordinal", e.ordinal());
        json.writeObjectFieldStart("allocation");
        json.writeStringField("phase", e.allocation().phase());
        json.writeNumberField("percent", e.allocation().percent());
        json.writeNumberField("holdout", e.allocation().holdout());
        if (e.allocation().explore() > 0) {
            json.writeNumberField("explore", e.allocation().explore());
        }
        json.writeArrayFieldStart("back_off");
        for (String taskType : e.allocation().backOff()) {
            json.writeString(taskType);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeBooleanField("killed", e.killed());
        json.writeStringField("resumes", e.resumes());
        json.writeStringField("share_since", time(e.shareSince()));
        var experiment = e.experiment();
        if (experiment != null) {
            json.writeObjectFieldStart("experiment");
            json.writeStringField("id", experiment.id());
            json.writeStringField("rollout", experiment.rollout());
            json.writeStringField("default", experiment.standard());
            json.writeStringField("document", experiment.document());
            json.writeEndObject();
        }
        json.writeStringField("table", e.table());
        json.writeStringField("candidate", e.candidate());
        json.writeStringField("config", e.config());
        json.writeStringField("cause", e.cause().name().toLowerCase(Locale.ROOT));
        json.writeStringField("note", e.note());
    }

    private static String time(Instant instant) {
        var utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        var out = new StringBuilder(24);
        digits(out, utc.getYear(), 4).append('-');
        digits(out, utc.getMonthValue(), 2).append('-');
        digits(out, utc.getDayOfMonth(), 2).append('T');
        digits(out, utc.getHour(), 2).append(':');
        digits(out, utc.getMinute(), 2).append(':');
        digits(out, utc.getSecond(), 2).append('.');
        return digits(out, instant.getNano() / 1_000_000, 3).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder out, int number, int width) {
        var digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            out.append('0');
        }
        return out.append(digits);
    }

    private static void millis(JsonGenerator json, String name, double millis) throws IOException {
        if (Double.isNaN(millis)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, Math.round(millis * 1_000) / 1_000.0);
        }
    }

    private static void money(JsonGenerator json, String name, @Nullable Money money) throws IOException {
        if (money == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, money.usd());
        }
    }
}
