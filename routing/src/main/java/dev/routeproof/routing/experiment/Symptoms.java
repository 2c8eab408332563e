package dev.routeproof.routing.experiment;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.Evidence;
import dev.routeproof.stats.sequential.MarginBet;
import org.jspecify.annotations.Nullable;

/**
 * Signs that one arm of a slice is logged otherwise than the other (statistics S5), each with an error probability of
 * 0.5 %: feedback that is not bad arrives more than a fifth less often under the candidate, or latencies of completed
 * requests are missing by more than 2 points more in one arm.
 */
final class Symptoms {
    private static final double KEPT_FEEDBACK = 0.8;
    /** Where feedback is lost, most of it is: of one vote in ten units, half makes a difference of 0.03, of one in two 0.15. */
    private static final double LOSS_EXPECTED = 0.05;

    private static final double MISSING_MARGIN = 0.02;

    private final MarginBet feedbackLost = new MarginBet(0, LOSS_EXPECTED);
    private final MarginBet candidateUntimed = new MarginBet(-MISSING_MARGIN);
    private final MarginBet baselineUntimed = new MarginBet(-MISSING_MARGIN);

    // Bets begin after the first sign that there is something to bet on, which costs nothing where there never is.
    private boolean anyFeedback;
    private boolean anyUntimed;

    void startEpoch() {
        feedbackLost.startEpoch();
        candidateUntimed.startEpoch();
        baselineUntimed.startEpoch();
    }

    void observe(boolean candidate, UnitValue value, double propensity) {
        if (anyFeedback) {
            feedbackLost.observe(candidate, candidate ? value.liked() : KEPT_FEEDBACK * value.liked(), propensity);
        }
        if (anyUntimed) {
            candidateUntimed.observe(candidate, 1 - value.untimed(), propensity);
            baselineUntimed.observe(candidate, value.untimed(), propensity);
        }
        anyFeedback |= value.liked() > 0;
        anyUntimed |= value.untimed() > 0;
    }

    /** The first sign that shows, as a sentence; harm that is shown explains why there is less praise. */
    @Nullable
    String shown(boolean harmShown) {
        if (reached(candidateUntimed, 2) || reached(baselineUntimed, 2)) {
            return "Latencies of completed requests are missing more often in one arm, so the arms are not logged alike.";
        }
        if (!harmShown && reached(feedbackLost, 1)) {
            return "Good feedback arrives more than a fifth less often under the candidate, yet no harm is shown:"
                    + " feedback is lost in one arm, or users answer less, so the outcomes cannot be compared.";
        }
        return null;
    }

    private static boolean reached(MarginBet bet, int sharing) {
        return bet.evidence() instanceof Result.Value<Evidence>(Evidence evidence)
                && evidence.reaches(SliceMonitor.SAMPLE_RATIO_ALPHA / sharing);
    }
}
