package dev.routeproof.routing.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The few fields of an event that accounting and purging need, read from the front of its JSON.
 *
 * @param atMillis milliseconds since 1970
 * @param requestId null for epochs and gaps
 * @param unit of a decision, where it was asked for; null else
 * @param status of an outcome; null else
 * @param count of a gap; 0 else
 * @param reason of a gap; null else
 */
public record EventGlance(
        String kind,
        String boot,
        long seq,
        long atMillis,
        @Nullable String requestId,
        @Nullable String unit,
        @Nullable String status,
        long count,
        @Nullable String reason) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads {@code bytes[from, to)}, as far as it must; without the unit.
     *
     * @throws IOException where it is not the JSON of an event
     */
    public static EventGlance of(byte[] bytes, int from, int to) throws IOException {
        EventGlance quick = new QuickGlance(bytes, from, to).read();
        return quick != null ? quick : withUnit(bytes, from, to);
    }

    /** As {@link #of}, with the unit. */
    public static EventGlance withUnit(byte[] bytes, int from, int to) throws IOException {
        try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
            return new Reading().read(json);
        } catch (java.time.format.DateTimeParseException | NumberFormatException wrong) {
            throw new IOException(wrong.getMessage(), wrong);
        }
    }

    private static final class Reading {
        private @Nullable String kind;
        private @Nullable String eventId;
        private long atMillis;
        private @Nullable String requestId;
        private @Nullable String unit;
        private @Nullable String status;
        private long count;
        private @Nullable String reason;

        EventGlance read(JsonParser json) throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("expected an object");
            }
            String field;
            while (!enough() && (field = json.nextFieldName()) != null) {
                json.nextToken();
                switch (field) {
                    case "kind" -> kind = json.getValueAsString();
                    case "event_id" -> eventId = json.getValueAsString();
                    case "at" -> atMillis = EventTime.millis(json.getText());
                    case "request_id" -> requestId = json.getValueAsString();
                    case "unit" -> unit = json.getValueAsString();
                    case "status" -> status = json.getValueAsString();
                    case "count" -> count = json.getValueAsLong();
                    case "reason" -> reason = json.getValueAsString();
                    default -> json.skipChildren();
                }
            }
            int dash = eventId == null ? -1 : eventId.lastIndexOf('-');
            if (kind == null || eventId == null || dash <= 0) {
                throw new IOException("expected kind and event_id");
            }
            return new EventGlance(
                    kind,
                    eventId.substring(0, dash),
                    Long.parseLong(eventId.substring(dash + 1)),
                    atMillis,
                    requestId,
                    kind.equals("decision") ? unit : null,
                    kind.equals("outcome") ? status : null,
                    count,
                    kind.equals("gap") ? reason : null);
        }

        private boolean enough() {
            return switch (kind) {
                case null -> false;
                case "decision" -> unit != null;
                case "outcome" -> status != null;
                case "feedback", "mirror" -> requestId != null;
                case "gap" -> reason != null;
                default -> atMillis != 0;
            };
        }
    }
}
