package dev.routeproof.proxy.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.proxy.admin.Metrics;
import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.proxy.record.RequestIds;
import dev.routeproof.proxy.record.Text;
import dev.routeproof.routing.config.proxy.VirtualKey;
import dev.routeproof.routing.config.proxy.VirtualKey.Permission;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.KeyedHash;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/feedback}: one vote per rater and request, durable before it is acknowledged, given with the same key
 * as the request it is about.
 *
 * <p>The last 100,000 votes are remembered, so that sending one again changes nothing and sending another one counts as
 * its next revision.
 */
final class FeedbackDesk {
    private static final int REMEMBERED = 100_000;
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int PER_REQUEST = 100;
    private static final Set<String> FIELDS =
            Set.of("request_id", "thumbs", "rating", "comment", "kind", "value", "rater", "idempotency_key");
    private static final JsonMapper JSON = new JsonMapper();

    /** @param written completes when it is durable: until then, sending it again waits as well */
    private record Vote(int content, int revision, Future<Void> written) {}

    private final EvidenceSink sink;
    private final RequestIds ids;
    private final KeyedHash hash;
    private final Clock clock;
    private final Metrics metrics;
    // Owned by this object's lock.
    private final Map<String, Vote> votes = remembering();
    private final Map<String, Integer> raters = remembering();

    /** @param hash under which raters are logged: they may be names of people */
    FeedbackDesk(EvidenceSink sink, RequestIds ids, KeyedHash hash, Clock clock, Metrics metrics) {
        this.sink = sink;
        this.ids = ids;
        this.hash = hash;
        this.clock = clock;
        this.metrics = metrics;
    }

    private static <V> Map<String, V> remembering() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    void answer(HttpServerRequest request, @Nullable VirtualKey key, byte[] body, Relay relay) {
        if (!request.method().equals(HttpMethod.POST)) {
            relay.refuse(request, Refusal.methodNotAllowed());
            return;
        }
        if (key != null && !key.may().contains(Permission.FEEDBACK)) {
            relay.refuse(request, Refusal.forbidden("This key may not give feedback."));
            return;
        }
        JsonNode vote;
        try {
            JsonScan.scan(body);
            vote = present(JSON.readTree(body));
        } catch (JsonScan.Malformed e) {
            relay.refuse(request, Refusal.badRequest("The feedback cannot be read: " + e.getMessage() + "."));
            return;
        } catch (JsonProcessingException e) {
            relay.refuse(request, Refusal.badRequest("The feedback is not JSON."));
            return;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
        String fault = fault(vote);
        if (fault != null) {
            relay.refuse(request, Refusal.badRequest(fault));
            return;
        }
        String requestId = vote.path("request_id").asText();
        var claims = ids.verify(requestId);
        if (claims.isEmpty()) {
            relay.refuse(request, Refusal.notFound("There is no request with this id."));
        } else if (claims.get().keyHash() != ids.keyHash(Gate.identity(key, request.headers()))) {
            relay.refuse(request, Refusal.forbidden("That request was made with another key."));
        } else {
            boolean late = clock.millis() - claims.get().atMillis() > WINDOW.toMillis();
            record(request, vote, requestId, key, late, relay);
        }
    }

    /** Without the fields that are null: they say as much as absent ones. */
    private static JsonNode present(JsonNode vote) {
        for (var values = vote.elements(); values.hasNext(); ) {
            if (values.next().isNull()) {
                values.remove();
            }
        }
        return vote;
    }

    private static @Nullable String fault(JsonNode vote) {
        for (var names = vote.fieldNames(); names.hasNext(); ) {
            if (!FIELDS.contains(names.next())) {
                return "The feedback has an unknown field; known ones are request_id, thumbs, rating, comment, kind, value,"
                        + " rater and idempotency_key.";
            }
        }
        if (!vote.path("request_id").isTextual()) {
            return "'request_id' is missing.";
        }
        if (!vote.has("thumbs") && !vote.has("rating") && !vote.has("kind")) {
            return "One of thumbs, rating and kind is needed.";
        }
        String thumbs = vote.path("thumbs").asText("up");
        if (vote.has("thumbs") && !thumbs.equals("up") && !thumbs.equals("down")) {
            return "'thumbs' is up or down.";
        }
        JsonNode rating = vote.path("rating");
        if (vote.has("rating") && (!rating.isIntegralNumber() || rating.asInt() < 1 || rating.asInt() > 5)) {
            return "'rating' is a whole number from 1 to 5.";
        }
        for (String name : new String[] {"comment", "kind", "value", "rater", "idempotency_key"}) {
            if (vote.has(name) && !vote.path(name).isTextual()) {
                return "'" + name + "' is a string.";
            }
        }
        if (vote.path("kind").asText("none").isBlank()) {
            return "'kind' is blank.";
        }
        return vote.path("kind").asText("").length() > 64
                        || vote.path("value").asText("").length() > 256
                ? "'kind' has at most 64 characters and 'value' 256."
                : null;
    }

    private void record(
            HttpServerRequest request,
            JsonNode vote,
            String requestId,
            @Nullable VirtualKey key,
            boolean late,
            Relay relay) {
        String rater = vote.has("rater")
                ? hash.hex(vote.path("rater").asText().getBytes(StandardCharsets.UTF_8))
                : key == null ? "caller" : key.id();
        String voter = requestId + ' ' + rater;
        int content = vote.hashCode();
        boolean repeated;
        Vote current;
        synchronized (this) {
            Vote before = votes.get(voter);
            repeated = before != null && before.content() == content;
            if (before != null && repeated) {
                current = before;
            } else if (before == null && raters.merge(requestId, 1, Integer::sum) > PER_REQUEST) {
                relay.refuse(
                        request,
                        Refusal.tooMany(
                                "too_much_feedback", "This request has had feedback from enough raters.", 3_600));
                return;
            } else {
                int revision = before == null ? 0 : before.revision() + 1;
                current = new Vote(content, revision, sink.durable(event(vote, requestId, rater, revision, late)));
                votes.put(voter, current);
            }
        }
        var loop = Vertx.currentContext();
        current.written()
                .onComplete(written -> loop.runOnContext(back -> {
                    if (written.succeeded()) {
                        if (!repeated) {
                            metrics.feedback.increment();
                        }
                        Answers.json(request, 200, accepted(requestId, current.revision(), repeated, late));
                    } else {
                        forget(voter, current);
                        relay.refuse(request, Refusal.busy("The feedback could not be stored. Send it again."));
                    }
                }));
    }

    private Event event(JsonNode vote, String requestId, String rater, int revision, boolean late) {
        return new Event.Feedback(
                clock.instant(),
                requestId,
                rater,
                vote.has("thumbs") ? vote.path("thumbs").asText() : null,
                vote.has("rating") ? vote.path("rating").asInt() : null,
                vote.path("comment").asText("").length(),
                vote.has("kind") ? Text.plain(vote.path("kind").asText(), 64) : null,
                vote.has("value") ? Text.plain(vote.path("value").asText(), 256) : null,
                revision,
                late);
    }

    private synchronized void forget(String voter, Vote vote) {
        votes.remove(voter, vote);
    }

    private static String accepted(String requestId, int revision, boolean repeated, boolean late) {
        return "{\"object\":\"feedback\",\"request_id\":\"" + requestId + "\",\"revision\":" + revision
                + ",\"repeated\":" + repeated + ",\"late\":" + late + "}";
    }
}
