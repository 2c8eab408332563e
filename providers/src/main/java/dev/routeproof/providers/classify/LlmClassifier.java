package dev.routeproof.providers.classify;

import dev.routeproof.providers.client.Answer;
import dev.routeproof.providers.client.ChatCall;
import dev.routeproof.providers.client.ModelClient;
import dev.routeproof.providers.client.Outcome;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.StageSpec.Question;
import dev.routeproof.routing.classify.Taxonomy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A model of the catalog that is asked for the task type. */
public final class LlmClassifier implements RemoteClassifier {
    private static final int MOST_OUTPUT_TOKENS = 200;

    private final ModelClient client;
    private final Model model;
    private final LlmQuestion question;

    /** @param client stays the caller's: it is not closed with the classifier */
    public LlmClassifier(ModelClient client, Model model, Question question, Taxonomy taxonomy) {
        this.client = client;
        this.model = model;
        this.question = new LlmQuestion(question, taxonomy);
    }

    /** The budget is kept by {@link #start}; here the client's own timeouts hold. */
    @Override
    public RemoteAnswer classify(Prompt prompt, Duration budget) throws IOException {
        var call = new ChatCall(model, question.about(prompt), List.of(), MOST_OUTPUT_TOKENS, 0.0, 0, null);
        return switch (client.call(call)) {
            case Outcome.Completed(Answer answer) -> question.read(answer);
            case Outcome.Truncated(Answer answer) -> question.read(answer);
            case Outcome.Refused refused -> throw new IOException("the model refused to classify");
            case Outcome.Failed failed -> throw new IOException(failed.message());
            case Outcome.TimedOut late -> throw new IOException("no answer within " + late.limit());
            case Outcome.Cancelled cancelled -> throw new IOException("given up");
            case Outcome.NotApplicable not -> throw new IOException(not.reason());
        };
    }

    @Override
    public void close() {
        // The client is the caller's.
    }
}
