package dev.routeproof.proxy.watch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.routing.evidence.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells the operator's webhook of an epoch that opened by itself: one POST of a JSON object, tried once, 5 seconds. The
 * address comes from the rollout document alone, and redirects are not followed.
 */
final class Alert {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Alert() {}

    /** Empty where it was taken; else why not. Blocks. */
    static String send(URI webhook, String experiment, Event.Epoch epoch) {
        var body = JSON.createObjectNode();
        body.put("schema", "routeproof.alert");
        body.put("version", 1);
        body.put("experiment", experiment);
        body.put("epoch", epoch.epoch());
        body.put("at", epoch.at().toString());
        body.put("cause", epoch.cause().name().toLowerCase(Locale.ROOT));
        body.put("phase", epoch.allocation().phase());
        body.put("percent", epoch.allocation().percent());
        var backOff = body.putArray("back_off");
        epoch.allocation().backOff().forEach(backOff::add);
        body.put("note", epoch.note());
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return send(http, webhook, body.toString());
        } catch (IOException | IllegalArgumentException unreachable) {
            return "the webhook cannot be reached";
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return "the proxy stopped before the webhook had answered";
        }
    }

    /** The patience ends with the head of the answer, so nothing behind that is waited for. */
    private static String send(HttpClient http, URI webhook, String body) throws IOException, InterruptedException {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(webhook)
                            .timeout(PATIENCE)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            return answer.statusCode() < 300 ? "" : "the webhook answered " + answer.statusCode();
        } finally {
            http.shutdownNow();
        }
    }
}
