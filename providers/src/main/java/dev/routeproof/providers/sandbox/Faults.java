package dev.routeproof.providers.sandbox;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The ways in which servers of OpenAI's wire go right and wrong. */
public final class Faults {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private Faults() {}

    /** A good answer, streamed where that is asked for, with usage. */
    public static FaultScript answer(String text) {
        return request -> request.stream()
                ? List.of(Step.send(head(200, EVENTS, "transfer-encoding: chunked")
                        + chunked(delta(text) + finish("stop") + usage() + "data: [DONE]\n\n")
                        + "0\r\n\r\n"))
                : List.of(Step.send(whole(200, JSON, completion(text, "stop", true))));
    }

    /** The same without any usage. */
    public static FaultScript answerWithoutUsage(String text) {
        return request -> request.stream()
                ? List.of(Step.send(head(200, EVENTS, "transfer-encoding: chunked")
                        + chunked(delta(text) + finish("stop") + "data: [DONE]\n\n")
                        + "0\r\n\r\n"))
                : List.of(Step.send(whole(200, JSON, completion(text, "stop", false))));
    }

    /** 429; {@code retryAfter} is written as it stands: seconds or a date. */
    public static FaultScript rateLimited(String retryAfter) {
        String body = error("rate_limit_error", "rate_limit_exceeded", "Too many requests");
        return request -> List.of(Step.send(whole(429, JSON, body, "retry-after: " + retryAfter)));
    }

    /** A status with an error body. */
    public static FaultScript status(int status, String message) {
        return request -> List.of(Step.send(whole(status, JSON, error("server_error", "", message))));
    }

    /** A status with any body. */
    public static FaultScript raw(int status, String contentType, String body) {
        return request -> List.of(Step.send(whole(status, contentType, body)));
    }

    /** A stream of these very bytes, closed in order at its end. */
    public static FaultScript stream(String events) {
        return request ->
                List.of(Step.send(head(200, EVENTS, "transfer-encoding: chunked") + chunked(events) + "0\r\n\r\n"));
    }

    public static FaultScript hangBeforeHead() {
        return request -> List.of(new Step.Hang());
    }

    public static FaultScript hangAfterHead() {
        return request -> List.of(Step.send(head(200, EVENTS, "transfer-encoding: chunked")), new Step.Hang());
    }

    /** Sends the start of an answer and then nothing more. */
    public static FaultScript hangMidStream(String text) {
        return request -> List.of(Step.send(startOf(text)), new Step.Hang());
    }

    /** Sends the start of an answer and closes without ending the body. */
    public static FaultScript cutStream(String text) {
        return request -> List.of(Step.send(startOf(text)), new Step.Close());
    }

    /** Ends the body in order, but before the answer has ended. */
    public static FaultScript endEarly(String text) {
        return request -> List.of(Step.send(startOf(text) + "0\r\n\r\n"));
    }

    /** Sends the start of an answer and resets the connection. */
    public static FaultScript resetMidStream(String text) {
        return request -> List.of(Step.send(startOf(text)), new Step.Wait(50), new Step.Reset());
    }

    public static FaultScript resetBeforeHead() {
        return request -> List.of(new Step.Reset());
    }

    public static FaultScript wrongJson() {
        return raw(200, JSON, "{\"choices\": [{\"message\": {\"content\": ");
    }

    /** A refusal in the field made for it. */
    public static FaultScript refusal(String words) {
        return request -> request.stream()
                ? stream("data: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":" + quote(words) + "}}]}\n\n"
                                + finish("stop") + usage() + "data: [DONE]\n\n")
                        .steps(request)
                : raw(
                                200,
                                JSON,
                                "{\"choices\":[{\"index\":0,\"message\":{\"content\":null,\"refusal\":" + quote(words)
                                        + "},\"finish_reason\":\"stop\"}]}")
                        .steps(request);
    }

    /** A filter stopped the answer. */
    public static FaultScript filtered(String text) {
        return stream(delta(text) + finish("content_filter") + "data: [DONE]\n\n");
    }

    /** The answer hit its token limit. */
    public static FaultScript truncated(String text) {
        return stream(delta(text) + finish("length") + usage() + "data: [DONE]\n\n");
    }

    public static FaultScript emptyAnswer() {
        return answer("");
    }

    /** Promises {@code extra} bytes more than it sends (fewer where negative), then closes. */
    public static FaultScript wrongContentLength(String text, int extra) {
        String body = completion(text, "stop", true);
        int length = body.getBytes(StandardCharsets.UTF_8).length + extra;
        return request -> List.of(Step.send(head(200, JSON, "content-length: " + length) + body), new Step.Close());
    }

    /** One byte per TCP segment. */
    public static FaultScript byteByByte(String text) {
        return request -> List.of(
                Step.send(head(200, EVENTS, "connection: close")),
                Step.sendByteByByte(delta(text) + finish("stop") + usage() + "data: [DONE]\n\n"),
                new Step.Close());
    }

    public static FaultScript redirect(String location) {
        return request -> List.of(Step.send(whole(302, JSON, "{}", "location: " + location)));
    }

    /** A good answer compressed with gzip, whether or not the caller can read that. */
    public static FaultScript gzip(String text) {
        byte[] body = zip(completion(text, "stop", true));
        return request -> List.of(
                Step.send(head(200, JSON, "content-encoding: gzip\r\ncontent-length: " + body.length)),
                Step.send(body));
    }

    /** An error event in the middle of a stream that began well. */
    public static FaultScript errorMidStream(String text, String message) {
        return stream(delta(text) + "data: " + error("server_error", "", message) + "\n\n");
    }

    /** Refuses {@code stream_options}; answers requests without it, and never reports usage. */
    public static FaultScript withoutStreamOptions(String text) {
        return request -> request.body().contains("stream_options")
                ? raw(400, JSON, error("invalid_request_error", "", "Unrecognized request argument: stream_options"))
                        .steps(request)
                : answerWithoutUsage(text).steps(request);
    }

    /** One event with a piece of the answer. */
    public static String delta(String text) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"scripted\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":" + quote(text) + "},\"finish_reason\":null}]}\n\n";
    }

    /** The event that gives the reason of the end. */
    public static String finish(String reason) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"scripted\",\"choices\":[{\"index\":0,"
                + "\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}\n\n";
    }

    /** The event that reports 11 input and 7 output tokens. */
    public static String usage() {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,"
                + "\"completion_tokens\":7,\"total_tokens\":18}}\n\n";
    }

    /** An HTTP answer with its length. */
    public static String whole(int status, String contentType, String body, String... headers) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String more = headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers);
        return head(status, contentType, "content-length: " + length + more) + body;
    }

    /** The head of an HTTP answer; {@code framing} says how long the body is. */
    public static String head(int status, String contentType, String framing) {
        return "HTTP/1.1 " + status + " Scripted\r\ncontent-type: " + contentType + "\r\n" + framing + "\r\n\r\n";
    }

    /** One chunk of a chunked body. */
    public static String chunked(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    private static String startOf(String text) {
        return head(200, EVENTS, "transfer-encoding: chunked") + chunked(delta(text));
    }

    private static String completion(String text, String finish, boolean usage) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"scripted\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":" + quote(text) + "},\"finish_reason\":\"" + finish + "\"}]"
                + (usage ? ",\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}" : "") + "}";
    }

    private static String error(String type, String code, String message) {
        return "{\"error\":{\"message\":" + quote(message) + ",\"type\":\"" + type + "\",\"code\":" + quote(code)
                + "}}";
    }

    private static String quote(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static byte[] zip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
