package dev.routeproof.harness.score;

import dev.routeproof.datasets.Sample;
import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.providers.client.Answer;
import dev.routeproof.providers.client.Timing;
import dev.routeproof.providers.client.Usage;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.TaskType;
import java.util.List;
import java.util.Set;

/** One answer and its score. */
final class Graded {
    private Graded() {}

    static Score score(ScorerSpec scorer, String answer, String... targets) {
        return Scorer.score(sample(scorer, targets), answer(answer));
    }

    /** The value; -1 where unscored. */
    static double value(ScorerSpec scorer, String answer, String... targets) {
        return score(scorer, answer, targets) instanceof Score.Scored scored ? scored.value() : -1;
    }

    static Sample sample(ScorerSpec scorer, String... targets) {
        return new Sample(
                "d",
                "i",
                new TaskType("simple"),
                Prompt.of("?"),
                List.of(),
                List.of(targets),
                scorer,
                null,
                Set.of(),
                Set.of());
    }

    static Answer answer(String text, Answer.ToolCall... calls) {
        return new Answer(
                text, List.of(calls), new Usage(0, 0, 0, 0, Usage.Source.ESTIMATED), Timing.NOT_MEASURED, null, null);
    }
}
