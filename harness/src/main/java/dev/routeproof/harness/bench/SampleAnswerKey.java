package dev.routeproof.harness.bench;

import dev.routeproof.datasets.Dataset;
import dev.routeproof.harness.score.SampleAnswers;
import dev.routeproof.providers.sandbox.AnswerKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What simulated models know: a right and a wrong answer to every sample that has both. */
public final class SampleAnswerKey implements AnswerKey {
    private final Map<String, Answers> byPrompt = new HashMap<>();

    private SampleAnswerKey() {}

    public static AnswerKey of(List<Dataset> datasets) {
        var key = new SampleAnswerKey();
        for (var dataset : datasets) {
            for (var sample : dataset.samples()) {
                SampleAnswers.right(sample)
                        .ifPresent(right -> SampleAnswers.wrong(sample)
                                .ifPresent(wrong -> key.byPrompt.put(
                                        sample.prompt().contentHash(), new Answers(sample.taskType(), right, wrong))));
            }
        }
        return key;
    }

    @Override
    public Optional<Answers> find(String promptHash) {
        return Optional.ofNullable(byPrompt.get(promptHash));
    }
}
