package dev.routeproof.harness.bench;

import dev.routeproof.datasets.Sample;
import dev.routeproof.harness.score.Score;
import dev.routeproof.providers.client.Answer;

/** Judges answers; safe for use by many threads. */
@FunctionalInterface
public interface Grader {
    Score score(Sample sample, Answer answer);
}
