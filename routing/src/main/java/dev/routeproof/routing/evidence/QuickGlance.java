package dev.routeproof.routing.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the front of an event by its places, as {@link EventJson} writes it; gives up on any other order or spelling. */
final class QuickGlance {
    private static final byte[] KIND = ascii("{\"kind\":\"");
    private static final byte[] EVENT_ID = ascii("\",\"event_id\":\"");
    private static final byte[] AT = ascii("\",\"at\":\"");
    private static final byte[] REQUEST_ID = ascii("\",\"v\":1,\"request_id\":\"");
    private static final byte[] STATUS = ascii("\",\"status\":\"");

    private static final Set<String> OF_A_REQUEST = Set.of("decision", "outcome", "feedback", "mirror");

    private final byte[] bytes;
    private final int to;
    private int at;

    QuickGlance(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.to = to;
        this.at = from;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Null where a parser has to look: other events than those of one request, and other layouts. */
    @Nullable
    EventGlance read() {
        String kind = after(KIND);
        if (kind == null || !OF_A_REQUEST.contains(kind)) {
            return null;
        }
        String id = after(EVENT_ID);
        String moment = after(AT);
        String request = after(REQUEST_ID);
        String status = kind.equals("outcome") ? after(STATUS) : null;
        int dash = id == null ? -1 : id.lastIndexOf('-');
        if (id == null
                || moment == null
                || request == null
                || dash <= 0
                || kind.equals("outcome") == (status == null)) {
            return null;
        }
        try {
            return new EventGlance(
                    kind,
                    id.substring(0, dash),
                    Long.parseLong(id, dash + 1, id.length(), 10),
                    EventTime.millis(moment),
                    request,
                    null,
                    status,
                    0,
                    null);
        } catch (NumberFormatException | java.time.format.DateTimeParseException other) {
            return null;
        }
    }

    /** The plain string after {@code literal}, up to its quote, which stays; null where something else stands there. */
    private @Nullable String after(byte[] literal) {
        int start = at + literal.length;
        if (start >= to) {
            return null;
        }
        for (int i = 0; i < literal.length; i++) {
            if (bytes[at + i] != literal[i]) {
                return null;
            }
        }
        int end = start;
        while (end < to && bytes[end] != '"') {
            if (bytes[end] == '\\' || bytes[end] < 0) {
                return null;
            }
            end++;
        }
        if (end == to) {
            return null;
        }
        at = end;
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
