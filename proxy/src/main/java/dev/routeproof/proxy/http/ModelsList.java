package dev.routeproof.proxy.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.routing.catalog.Model;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** {@code GET /v1/models}, also HEAD: the catalog as OpenAI's clients read it, {@code default} first. */
final class ModelsList {
    private ModelsList() {}

    static void answer(HttpServerRequest request, String path, Snapshot snapshot, Relay relay) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            relay.drop(request, Refusal.methodNotAllowed());
        } else if (path.equals("/v1/models")) {
            Answers.json(request, 200, list(snapshot));
        } else {
            String name = path.substring("/v1/models/".length());
            if (name.equals("default")) {
                Answers.json(request, 200, entry("default", "routeproof"));
            } else {
                snapshot.named(name)
                        .ifPresentOrElse(
                                model -> Answers.json(request, 200, entry(model)),
                                () -> relay.refuse(request, Refusal.modelNotFound()));
            }
        }
    }

    private static String list(Snapshot snapshot) {
        var out = new StringBuilder("{\"object\":\"list\",\"data\":[").append(entry("default", "routeproof"));
        for (Model model : snapshot.catalog().all()) {
            out.append(',').append(entry(model));
        }
        return out.append("]}").toString();
    }

    private static String entry(Model model) {
        return entry(model.id().value(), model.provider().id());
    }

    private static String entry(String id, String owner) {
        return "{\"id\":\"" + quoted(id) + "\",\"object\":\"model\",\"created\":0,\"owned_by\":\"" + quoted(owner)
                + "\"}";
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
