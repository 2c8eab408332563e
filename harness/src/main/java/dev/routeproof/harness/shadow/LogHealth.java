package dev.routeproof.harness.shadow;

import dev.routeproof.routing.experiment.Ledger;
import java.time.Instant;
import java.util.List;

/**
 * Whether the log accounts for every request.
 *
 * @param orphans outcomes without their decision
 * @param twice outcomes beyond the first of a request
 * @param holes events that the log numbered and the store does not have
 * @param gaps what the proxy itself knows to be missing
 */
public record LogHealth(Ledger ledger, long orphans, long twice, long holes, List<Gap> gaps) {
    private static final String EVALUATIONS = "evaluations";
    private static final String PURGED = "purged:";

    public LogHealth {
        gaps = List.copyOf(gaps);
    }

    /** {@code count} events or evaluations that are missing, and why. */
    public record Gap(Instant since, Instant until, long count, String reason) {
        /** True where events were lost; false where evaluations were, or where a purge took whole exchanges out. */
        boolean ofEvents() {
            return !ofEvaluations() && !reason.startsWith(PURGED);
        }

        boolean ofEvaluations() {
            return reason.contains(EVALUATIONS);
        }
    }

    /**
     * Requests without an outcome were dropped as far as the gaps say so; the others are in flight, or were when a proxy
     * died.
     */
    static LogHealth of(
            long assigned,
            long completed,
            long failed,
            long cancelled,
            long withoutOutcome,
            long orphans,
            long twice,
            long holes,
            List<Gap> gaps) {
        long lost = gaps.stream().filter(Gap::ofEvents).mapToLong(Gap::count).sum();
        long dropped = Math.min(withoutOutcome, Math.max(0, lost - orphans));
        var ledger = new Ledger(assigned, completed, failed, cancelled, dropped, withoutOutcome - dropped);
        return new LogHealth(ledger, orphans, twice, holes, gaps);
    }

    /** Events that are known to be missing, by the proxy's own count. */
    public long lostEvents() {
        return gaps.stream().filter(Gap::ofEvents).mapToLong(Gap::count).sum();
    }

    /** Evaluations of candidates that did not take place. */
    public long lostEvaluations() {
        return gaps.stream()
                .filter(gap -> !gap.ofEvents())
                .mapToLong(Gap::count)
                .sum();
    }

    /** True where the ledger adds up and nothing is missing that no gap explains. */
    public boolean balanced() {
        return ledger.balanced() && twice == 0 && orphans + holes <= lostEvents();
    }

    /** What is wrong, in a sentence; empty where all is well. */
    public String trouble() {
        if (balanced()) {
            return "";
        }
        if (twice > 0) {
            return twice + " outcomes come on top of the first of their request.";
        }
        if (!ledger.balanced()) {
            return ledger.assigned() + " requests were assigned and " + ledger.ended() + " are accounted for.";
        }
        return orphans + " outcomes have no decision and " + holes
                + " events are missing between others, and the log's gaps explain only " + lostEvents()
                + ": ingest every segment of the log; harness log verify names what is damaged.";
    }
}
