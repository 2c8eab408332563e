package dev.routeproof.providers.sandbox;

import dev.routeproof.providers.sandbox.SimulatedModel.Behaviour;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the sandbox answers to each path; one per listening thread. */
final class SandboxRoutes implements Handler<HttpServerRequest> {
    /** Task type of a prompt that the answer key does not know; {@code simple} where the header is absent. */
    static final String TASK_TYPE_HEADER = "x-sandbox-task-type";

    /** Whether the answer is right, {@code true} or {@code false}. */
    static final String RIGHT_HEADER = "x-sandbox-right";

    private static final AtomicLong ORDINAL = new AtomicLong();
    private static final long CREATED = 1_767_225_600; // 2026-01-01: a simulated answer has no date of its own.

    private final Vertx vertx;
    private final SandboxModels models;

    SandboxRoutes(Vertx vertx, SandboxModels models) {
        this.vertx = vertx;
        this.models = models;
    }

    @Override
    public void handle(HttpServerRequest request) {
        boolean post = HttpMethod.POST.equals(request.method());
        switch (request.path()) {
            case "/v1/chat/completions" -> {
                if (post) {
                    request.body().onSuccess(body -> chat(request, body));
                } else {
                    error(request.response(), 405, "invalid_request_error", null, "use POST");
                }
            }
            case "/v1/embeddings" -> request.body().onSuccess(body -> embeddings(request.response(), body));
            case "/v1/models" -> json(request.response(), modelList());
            case "/stats" -> json(request.response(), stats());
            default -> error(request.response(), 404, "invalid_request_error", null, "no such path");
        }
    }

    private void chat(HttpServerRequest http, Buffer body) {
        SandboxRequest request;
        try {
            request = SandboxRequest.parse(body.getBytes());
        } catch (IOException e) {
            error(http.response(), 400, "invalid_request_error", null, "the request cannot be read: " + e.getMessage());
            return;
        }
        SimulatedModel model = models.find(request.model());
        if (model == null) {
            String message = "The model '" + request.model() + "' does not exist in the sandbox";
            error(http.response(), 404, "invalid_request_error", "model_not_found", message);
            return;
        }
        String taskType = http.getHeader(TASK_TYPE_HEADER);
        Behaviour behaviour = models.behave(model, request, taskType == null ? "simple" : taskType);
        HttpServerResponse response = http.response();
        if (behaviour.fails() && models.failsNow(request)) {
            after(behaviour.firstTokenMillis(), () -> error(response, 500, "server_error", null, "simulated failure"));
            return;
        }
        response.putHeader(RIGHT_HEADER, Boolean.toString(behaviour.right()));
        String id = "chatcmpl-sandbox-" + ORDINAL.incrementAndGet();
        SandboxReply reply = SandboxReply.of(request, behaviour, id, CREATED);
        if (request.stream()) {
            new SandboxStream(vertx, response, reply, behaviour, request.streamUsage()).start();
        } else {
            after(behaviour.totalMillis(), () -> json(response, SandboxJson.completion(reply)));
        }
    }

    private void after(double millis, Runnable action) {
        long wait = Math.round(millis);
        if (wait <= 0) {
            action.run();
        } else {
            vertx.setTimer(wait, fired -> action.run());
        }
    }

    private static void embeddings(HttpServerResponse response, Buffer body) {
        try {
            json(response, SandboxEmbeddings.answer(body.getBytes()));
        } catch (IOException e) {
            error(response, 400, "invalid_request_error", null, "the request is not JSON");
        }
    }

    private Buffer modelList() {
        return SandboxJson.write(json -> {
            json.writeStartObject();
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (String name : models.names()) {
                json.writeStartObject();
                json.writeStringField("id", name);
                json.writeStringField("object", "model");
                json.writeNumberField("created", CREATED);
                json.writeStringField("owned_by", "sandbox");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Buffer stats() {
        return SandboxJson.write(json -> {
            json.writeStartObject();
            json.writeNumberField("requests", models.requests());
            json.writeObjectFieldStart("by_model");
            for (var count : models.requestsByModel().entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void json(HttpServerResponse response, Buffer body) {
        if (!response.closed()) {
            response.putHeader("content-type", "application/json").end(body);
        }
    }

    private static void error(
            HttpServerResponse response, int status, String type, @Nullable String code, String message) {
        if (!response.closed()) {
            response.setStatusCode(status);
            json(response, SandboxJson.error(type, code, message));
        }
    }
}
