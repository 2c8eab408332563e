package dev.routeproof.proxy.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the proxy itself, in the shape OpenAI's and Anthropic's clients both understand.
 *
 * @param type the error's class, such as {@code invalid_request_error}
 * @param code a stable word for programs; null for none
 * @param retryAfterSeconds 0 for no Retry-After
 */
public record Refusal(int status, String type, @Nullable String code, String message, int retryAfterSeconds) {
    static Refusal badRequest(String message) {
        return new Refusal(400, "invalid_request_error", null, message, 0);
    }

    static Refusal badRequest(String code, String message) {
        return new Refusal(400, "invalid_request_error", code, message, 0);
    }

    static Refusal unauthorized(String message) {
        return new Refusal(401, "authentication_error", "invalid_api_key", message, 0);
    }

    static Refusal forbidden(String message) {
        return new Refusal(403, "permission_error", "forbidden", message, 0);
    }

    static Refusal notFound(String message) {
        return new Refusal(404, "invalid_request_error", "not_found", message, 0);
    }

    static Refusal modelNotFound() {
        return new Refusal(
                404,
                "invalid_request_error",
                "model_not_found",
                "The model does not exist in this proxy's catalog.",
                0);
    }

    static Refusal methodNotAllowed() {
        return new Refusal(405, "invalid_request_error", "method_not_allowed", "This path has no such method.", 0);
    }

    static Refusal tooLarge(long limitBytes) {
        return new Refusal(
                413,
                "invalid_request_error",
                "request_too_large",
                "The request body is larger than " + mebibytes(limitBytes) + " MiB, the limit of this proxy.",
                0);
    }

    private static String mebibytes(long bytes) {
        return BigDecimal.valueOf(bytes)
                .divide(BigDecimal.valueOf(1 << 20), 3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static Refusal tooSlow() {
        return new Refusal(
                408,
                "invalid_request_error",
                "request_timeout",
                "The request body came too slowly and was given up.",
                0);
    }

    static Refusal tooMany(String code, String message, int retryAfterSeconds) {
        return new Refusal(429, "rate_limit_error", code, message, retryAfterSeconds);
    }

    static Refusal busy(String message) {
        return new Refusal(503, "overloaded_error", "overloaded", message, 1);
    }

    static Refusal badGateway(String code, String message) {
        return new Refusal(502, "api_error", code, message, 0);
    }

    static Refusal gatewayTimeout(String code, String message) {
        return new Refusal(504, "api_error", code, message, 0);
    }

    /** The body: {@code {"type":"error","error":{…}}}. */
    public String json() {
        var out = new StringBuilder(160);
        out.append("{\"type\":\"error\",\"error\":{\"message\":");
        quote(out, message);
        out.append(",\"type\":");
        quote(out, type);
        out.append(",\"param\":null,\"code\":");
        if (code == null) {
            out.append("null");
        } else {
            quote(out, code);
        }
        return out.append("}}").toString();
    }

    /** As the last event of a stream that was broken off, perhaps in the middle of another one. */
    String event() {
        return "\n\nevent: error\ndata: " + json() + "\n\n";
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(text))
                .append('"');
    }
}
