package dev.routeproof.harness.regret;

import dev.routeproof.routing.classify.Classification;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.decide.Latencies;
import dev.routeproof.routing.decide.RequestFacts;
import dev.routeproof.routing.decide.Router;
import dev.routeproof.routing.table.Mode;
import java.util.Map;

/** Which model a contender's table takes for a prompt of a run. */
public final class PromptRouter {
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final Router router;

    public PromptRouter(Contender contender) {
        this.router = new Router(contender.catalog(), contender.table(), Latencies.UNKNOWN);
    }

    /** The label of a prompt where it is known for sure. */
    public static Classification certain(TaskType taskType) {
        return new Classification(taskType, 1, Map.of(taskType, 1.0), null);
    }

    /** The model's id. */
    public String model(Classification classification, Mode mode, Prompt prompt) {
        String text = prompt.messages().getLast().text();
        long tokens = (text.length() + 1L) / CHARACTERS_PER_TOKEN;
        return router.decide(classification, RequestFacts.plain(mode, text, tokens, tokens))
                .model()
                .value();
    }
}
