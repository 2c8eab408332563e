package dev.routeproof.harness.shadow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every candidate would have done on the traffic of a stretch of time.
 *
 * @param toLabel requests whose label would teach most; empty where the log keeps no prompts
 * @param drifts of every candidate, whether the traffic has moved
 * @param mirrored for every candidate whose models executed requests too
 * @param sideBySide answers of both models to the same request, where the log keeps them
 * @param simulated answers came from simulated models
 */
public record Shadow(
        Traffic traffic,
        LogHealth log,
        List<CandidateShadow> candidates,
        List<Disagreement> disagreements,
        List<ToLabel> toLabel,
        List<Drift> drifts,
        List<Mirrored> mirrored,
        List<Mirrored.SideBySide> sideBySide,
        boolean simulated) {
    public Shadow {
        drifts = List.copyOf(drifts);
        mirrored = List.copyOf(mirrored);
        sideBySide = List.copyOf(sideBySide);
        candidates = List.copyOf(candidates);
        disagreements = List.copyOf(disagreements);
        toLabel = List.copyOf(toLabel);
    }

    private static final String ANSWERS_UNSCORED =
            "Mirrored answers were measured, but nobody saw them and nothing scored them: whether they are good enough is"
                    + " not known, and the same text is not the same quality. A bench on labelled prompts, then a canary"
                    + " judged by harness ab, can tell.";

    private static final String ANSWERS_UNSEEN =
            "Shadow calls no candidate's model, so nobody has seen its answers to this traffic: their quality, their"
                    + " speed and what users would say of them are not known. A bench on labelled prompts, then a canary"
                    + " judged by harness ab, can tell.";

    /** Why no candidate's quality is known from shadow alone. */
    public String qualityUnknown(String candidate) {
        return of(candidate) == null ? ANSWERS_UNSEEN : ANSWERS_UNSCORED;
    }

    /** The same for all candidates. */
    public String qualityUnknown() {
        return mirrored.isEmpty() ? ANSWERS_UNSEEN : ANSWERS_UNSCORED;
    }

    /** What was mirrored for a candidate; null: nothing. */
    public @Nullable Mirrored of(String candidate) {
        return mirrored.stream()
                .filter(one -> one.candidate().equals(candidate))
                .findFirst()
                .orElse(null);
    }

    /**
     * The requests of the stretch.
     *
     * @param requests all of them
     * @param compared those the baseline served as the table would have it
     * @param overridden the caller chose the model, so no candidate would have been asked
     * @param byCandidate answered by a candidate in a canary, so what the baseline costs is not seen
     * @param evaluated compared requests with at least one candidate's decision
     * @param units users, projects, sessions or requests: what the interval treats as independent
     * @param baseline the model that served most of them
     * @param kept requests whose prompt the log keeps
     */
    public record Traffic(
            long requests,
            long compared,
            long overridden,
            long byCandidate,
            long evaluated,
            long units,
            String unitKind,
            String baseline,
            long kept,
            Instant since,
            Instant until) {
        /** Forwarded without being read: they ask for no answer in words. */
        public long unread() {
            return requests - compared - overridden - byCandidate;
        }

        /** Share of the compared requests that a candidate saw, [0,1]. */
        public double coverage() {
            return compared == 0 ? 0 : (double) evaluated / compared;
        }
    }

    /** How often two candidates see the same request differently. */
    public record Disagreement(String one, String other, long requests, long taskTypes, long models) {}

    /**
     * A request to label.
     *
     * @param why disagreement, overlap or low confidence
     * @param said every candidate's label with its confidence
     * @param prompt what was asked; empty where it cannot be read
     */
    public record ToLabel(String requestId, String why, String said, Optional<String> prompt) {}
}
