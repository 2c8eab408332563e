package dev.routeproof.proxy.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.Propensities;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the events of the log as far as the watch needs them. */
final class SeenReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNIT_DIGITS = 15;

    private SeenReader() {}

    /** Null for an event that the watch does not need. */
    static @Nullable Seen read(byte[] json) throws IOException {
        JsonNode event = JSON.readTree(json);
        return switch (event.path("kind").asText()) {
            case "decision" -> decided(event);
            case "outcome" -> ended(event);
            case "feedback" ->
                new Seen.Voted(
                        at(event),
                        event.path("request_id").asText(),
                        event.path("rater").asText(),
                        bad(event));
            case "epoch" -> opened(event);
            default -> null;
        };
    }

    private static Seen.Decided decided(JsonNode event) {
        String epoch = event.path("epoch").asText();
        JsonNode shares = event.path("propensities");
        var propensities = Propensities.ofThree(
                shares.path("control").asDouble(),
                shares.path("candidate").asDouble(),
                shares.path("holdout").asDouble());
        boolean outside = event.path("override").asBoolean() || propensities.candidate() <= 0;
        JsonNode first = event.path("candidates").path(0);
        return new Seen.Decided(
                at(event),
                event.path("request_id").asText(),
                event.path("attempt_group").asText(),
                Integer.parseInt(epoch.substring(epoch.lastIndexOf('-') + 1)),
                unit(event.path("unit").asText()),
                Arm.valueOf(event.path("arm").asText().toUpperCase(Locale.ROOT)),
                propensities,
                first.path("id").asText(),
                first.path("task_type").isTextual()
                        ? new TaskType(first.path("task_type").asText())
                        : null,
                first.path("model").isTextual() ? first.path("model").asText() : null,
                !outside);
    }

    /** Units are logged as keyed hashes in hex; whatever else stands there is outside the experiment. */
    private static long unit(String hash) {
        return hash.matches("[0-9a-f]{" + UNIT_DIGITS + ",}") ? Long.parseLong(hash.substring(0, UNIT_DIGITS), 16) : 0;
    }

    private static Seen.Ended ended(JsonNode event) {
        JsonNode first = event.path("first_token_ms");
        var status = switch (event.path("status").asText()) {
            case "completed" -> Exchange.Status.COMPLETED;
            case "cancelled" -> first.isNumber() ? Exchange.Status.CANCELLED : Exchange.Status.CANCELLED_EARLY;
            default -> Exchange.Status.FAILED;
        };
        return new Seen.Ended(
                event.path("request_id").asText(),
                status,
                number(event.path("latency_ms")),
                number(event.path("cost_usd")));
    }

    private static boolean bad(JsonNode event) {
        JsonNode rating = event.path("rating");
        return event.path("thumbs").asText().equals("down")
                || (rating.isNumber() && rating.asInt() <= 2)
                || event.path("feedback_kind").asText().equals("regenerate");
    }

    private static Seen.Opened opened(JsonNode event) {
        var backOff = new HashSet<TaskType>();
        event.path("allocation").path("back_off").forEach(label -> backOff.add(new TaskType(label.asText())));
        JsonNode experiment = event.path("experiment");
        return new Seen.Opened(
                at(event),
                event.path("ordinal").asInt(),
                experiment.path("rollout").asText(""),
                event.path("candidate").asText(""),
                experiment.path("default").asText(""),
                backOff,
                event.path("cause").asText().equals("start"));
    }

    private static double number(JsonNode value) {
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }

    private static long at(JsonNode event) {
        return Instant.parse(event.path("at").asText()).toEpochMilli();
    }
}
