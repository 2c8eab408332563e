package dev.routeproof.providers.classify;

import dev.routeproof.providers.embed.Embedder;
import dev.routeproof.routing.classify.Explained;
import dev.routeproof.routing.classify.Neighbours;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.Prompt.Message;
import dev.routeproof.routing.classify.Prompt.Role;
import java.io.IOException;
import java.time.Duration;

/** Labelled vectors near the embedding of the last user turn. */
final class EmbeddingClassifier implements RemoteClassifier {
    private final Embedder embedder;
    private final Neighbours neighbours;

    EmbeddingClassifier(Embedder embedder, Neighbours neighbours) {
        this.embedder = embedder;
        this.neighbours = neighbours;
    }

    @Override
    public RemoteAnswer classify(Prompt prompt, Duration budget) throws IOException, InterruptedException {
        String text = prompt.messages().stream()
                .filter(message -> message.role() == Role.USER)
                .map(Message::text)
                .reduce("", (earlier, last) -> last);
        float[] vector = embedder.embed(text, budget);
        try {
            Explained answer = neighbours.classify(vector);
            return new RemoteAnswer(answer.classification().scores(), answer.evidence(), 0, 0);
        } catch (IllegalArgumentException otherModel) {
            throw new IOException(otherModel.getMessage(), otherModel);
        }
    }

    @Override
    public void load() throws InterruptedException {
        embedder.load();
    }

    @Override
    public void close() {
        embedder.close();
    }
}
