package dev.routeproof.proxy.faults;

import java.nio.charset.StandardCharsets;

/** Answers as a provider writes them. */
final class Wire {
    static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** The two pieces in which {@link #good} streams the answer. */
    static final String FIRST = Marks.ANSWER.substring(0, 20);

    static final String REST = Marks.ANSWER.substring(20);

    private Wire() {}

    static String json(String body, String... headers) {
        return json(200, body, headers);
    }

    static String json(int status, String body, String... headers) {
        var out = new StringBuilder("HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\n");
        for (String header : headers) {
            out.append(header).append("\r\n");
        }
        return out.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    static String completion(String content) {
        return "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + content
                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}";
    }

    static String delta(String content) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content + "\"}}]}\n\n";
    }

    static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    /** A whole good answer, as a stream or not. */
    static String good(boolean stream) {
        return stream
                ? STREAM_HEAD + chunk(delta(FIRST)) + chunk(delta(REST)) + chunk("data: [DONE]\n\n") + "0\r\n\r\n"
                : json(completion(Marks.ANSWER));
    }
}
