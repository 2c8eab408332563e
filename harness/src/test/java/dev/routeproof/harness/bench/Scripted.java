package dev.routeproof.harness.bench;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.datasets.Sample;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.harness.score.Score;
import dev.routeproof.providers.client.Answer;
import dev.routeproof.providers.client.ChatCall;
import dev.routeproof.providers.client.ModelClient;
import dev.routeproof.providers.client.Outcome;
import dev.routeproof.providers.client.Timing;
import dev.routeproof.providers.client.Usage;
import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.catalog.Prices;
import dev.routeproof.routing.catalog.Provider;
import dev.routeproof.routing.catalog.Tier;
import dev.routeproof.routing.catalog.Wire;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A client that answers as a test says and counts, with models, samples and a grader to go with it. */
final class Scripted implements ModelClient {
    static final Grader ENDS_RIGHT = (sample, answer) ->
            new Score.Scored(answer.text().equals(sample.target().getFirst()) ? 1 : 0, answer.text(), "compared");

    final AtomicInteger calls = new AtomicInteger();
    private final Function<ChatCall, Outcome> script;

    Scripted(Function<ChatCall, Outcome> script) {
        this.script = script;
    }

    @Override
    public Outcome call(ChatCall call) {
        calls.incrementAndGet();
        return script.apply(call);
    }

    @Override
    public void close() {}

    static Outcome right(ChatCall call) {
        return new Outcome.Completed(answer("right"));
    }

    static Answer answer(String text) {
        return new Answer(
                text,
                List.of(),
                new Usage(1_000, 0, 1_000, 0, Usage.Source.REPORTED),
                new Timing(Duration.ofMillis(3), Duration.ofMillis(9)),
                "stop",
                "served");
    }

    static Outcome failed(Outcome.Cause cause) {
        return new Outcome.Failed(cause, 500, "no", null, Timing.NOT_MEASURED);
    }

    /** One dollar per million tokens each way: {@link #answer} costs 0.002. */
    static Model model(String id) {
        var provider = new Provider("p", Wire.OPENAI, URI.create("http://127.0.0.1:9/v1"), null, 4, null, null);
        return new Model(
                new ModelId(id), provider, id, Tier.SMALL, new Prices(1, 1, 1), 8_000, Set.of(Capability.JSON), null);
    }

    static Dataset dataset(int samples) {
        var list = new ArrayList<Sample>();
        for (int i = 0; i < samples; i++) {
            list.add(sample("s" + i, i % 2 == 0 ? "simple" : "code"));
        }
        return new Dataset("made-up", "MIT", "written for this test", "Numbers.", list, "hash");
    }

    static Sample sample(String id, String taskType) {
        return new Sample(
                "made-up",
                id,
                new TaskType(taskType),
                Prompt.of("question " + id),
                List.of(),
                List.of("right"),
                new ScorerSpec.Exact(true, null),
                null,
                Set.of(),
                Set.of());
    }
}
