package dev.routeproof.proxy.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-sent events read as the WHATWG HTML standard says: CRLF, LF or CR end a line, a leading byte-order mark is
 * skipped, comments are dropped, data lines are joined with a line feed, an event without data is none.
 */
final class EventStream {
    /** One event; {@code type} is {@code message} where the stream names none. */
    record ServerEvent(String type, String data) {}

    private EventStream() {}

    /** The events that are complete in {@code bytes}. */
    static List<ServerEvent> parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var events = new ArrayList<ServerEvent>();
        var data = new StringBuilder();
        boolean any = false;
        String type = "";
        int at = !text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : 0;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            if (end < 0) {
                break;
            }
            if (end == at) {
                if (any) {
                    events.add(new ServerEvent(type.isEmpty() ? "message" : type, data.toString()));
                }
                data.setLength(0);
                any = false;
                type = "";
            } else if (text.charAt(at) != ':') {
                int colon = text.indexOf(':', at);
                boolean valued = colon >= 0 && colon < end;
                String field = text.substring(at, valued ? colon : end);
                int from = valued ? colon + 1 : end;
                if (from < end && text.charAt(from) == ' ') {
                    from++;
                }
                if (field.equals("data")) {
                    data.append(any ? "\n" : "").append(text, from, end);
                    any = true;
                } else if (field.equals("event")) {
                    type = text.substring(from, end);
                }
            }
            at = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        return events;
    }

    private static int lineEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                return i;
            }
        }
        return -1;
    }
}
