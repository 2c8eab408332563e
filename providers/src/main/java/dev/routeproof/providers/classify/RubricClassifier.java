package dev.routeproof.providers.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.providers.client.JsonService;
import dev.routeproof.providers.client.Secret;
import dev.routeproof.providers.wire.WireJson;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Prompt.Message;
import dev.routeproof.routing.classify.Prompt.Role;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.classify.Taxonomy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP service that is sent {@code {"text": …, "labels": [{"label": …, "rubric": …}]}} and answers {@code
 * {"top_label": …, "scores": {label: number}}}; scores may also be a list of {@code {"label", "score"}}.
 */
public final class RubricClassifier implements RemoteClassifier {
    private final JsonService service;
    private final Taxonomy taxonomy;

    /** @param key sent as a bearer token; null where none is needed */
    public RubricClassifier(URI url, @Nullable Secret key, Taxonomy taxonomy) {
        this.service = new JsonService(url, key);
        this.taxonomy = taxonomy;
    }

    @Override
    public RemoteAnswer classify(Prompt prompt, Duration budget) throws IOException, InterruptedException {
        JsonNode answer = service.ask(question(prompt), budget);
        var scores = new LinkedHashMap<TaskType, Double>();
        JsonNode given = answer.path("scores");
        for (TaskType label : taxonomy.taskTypes()) {
            scores.put(label, score(given, label.label()));
        }
        Map<TaskType, Double> scaled = Shares.scaled(scores);
        String top = answer.path("top_label").asText("");
        if (!top.isEmpty() && !scaled.containsKey(new TaskType(top))) {
            throw new IOException("the service named no task type of the taxonomy");
        }
        return new RemoteAnswer(scaled, List.of(), 0, 0);
    }

    private ObjectNode question(Prompt prompt) {
        ObjectNode question = WireJson.MAPPER.createObjectNode();
        question.put(
                "text",
                prompt.messages().stream()
                        .filter(message -> message.role() == Role.USER)
                        .map(Message::text)
                        .reduce("", (earlier, last) -> last));
        ArrayNode labels = question.putArray("labels");
        taxonomy.rubrics()
                .forEach((label, rubric) ->
                        labels.addObject().put("label", label.label()).put("rubric", rubric));
        return question;
    }

    private static double score(JsonNode scores, String label) throws IOException {
        JsonNode score = scores.path(label);
        for (JsonNode entry : scores.isArray() ? scores : WireJson.MAPPER.createArrayNode()) {
            if (entry.path("label").asText().equals(label)) {
                score = entry.path("score");
            }
        }
        if (score.isMissingNode()) {
            return 0;
        }
        if (!score.isNumber()) {
            throw new IOException("the score of '" + label + "' is no number");
        }
        return score.asDouble();
    }

    @Override
    public void close() {
        service.close();
    }
}
