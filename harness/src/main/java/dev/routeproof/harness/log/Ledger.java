package dev.routeproof.harness.log;

import dev.routeproof.routing.evidence.EventGlance;
import dev.routeproof.routing.evidence.Purged;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether every request that was assigned ended once, counted event by event. Memory grows with what is unmatched. */
public final class Ledger {
    private static final String DROPPED = "queue full";
    private static final String CRASHED = "crash";

    private final Set<Long> undecided = new HashSet<>();
    private final Set<Long> unended = new HashSet<>();
    private final TreeMap<String, Long> gaps = new TreeMap<>();
    private long decisions;
    private long completed;
    private long failed;
    private long cancelled;
    private long feedback;
    private long mirrors;
    private long epochs;
    private long dropped;
    private long lost;
    private Purged purged = Purged.NOTHING;

    /**
     * What was counted.
     *
     * @param assigned requests with a decision, or with an outcome alone where the decision is missing
     * @param inFlight decisions without an outcome: under way now, or when a proxy crashed
     * @param withoutDecision outcomes without a decision
     * @param dropped events that the writer had to refuse, as its gaps say
     * @param lostAtMost events that crashes may have taken, as the writer found out at its next start
     * @param gaps events or evaluations missing, by reason
     * @param balanced false where more is missing than gaps, crashes and requests under way explain
     */
    public record Balance(
            long assigned,
            long completed,
            long failed,
            long cancelled,
            long inFlight,
            long withoutDecision,
            long dropped,
            long lostAtMost,
            long feedback,
            long mirrors,
            long epochs,
            Purged purged,
            Map<String, Long> gaps,
            boolean balanced) {}

    void add(EventGlance event) {
        switch (event.kind()) {
            case "decision" -> {
                decisions++;
                match(event, undecided, unended);
            }
            case "outcome" -> {
                switch (String.valueOf(event.status())) {
                    case "completed" -> completed++;
                    case "cancelled" -> cancelled++;
                    default -> failed++;
                }
                match(event, unended, undecided);
            }
            case "feedback" -> feedback++;
            case "mirror" -> mirrors++;
            case "epoch" -> epochs++;
            case "gap" -> gap(event.count(), String.valueOf(event.reason()));
            default -> {
                // A kind of a later version: counted among the records, no part of the balance.
            }
        }
    }

    private static void match(EventGlance event, Set<Long> waiting, Set<Long> others) {
        long id = identity(String.valueOf(event.requestId()));
        if (!waiting.remove(id)) {
            others.add(id);
        }
    }

    private void gap(long count, String reason) {
        var gone = Purged.of(reason);
        if (gone.isPresent()) {
            purged = purged.plus(gone.get());
            return;
        }
        gaps.merge(reason, count, Long::sum);
        if (reason.equals(DROPPED)) {
            dropped += count;
        } else if (reason.startsWith(CRASHED)) {
            lost += count;
        }
    }

    /** @param underWay true where a writer may still be at work, so that requests may be in flight */
    Balance balance(boolean underWay) {
        long explained = dropped + Math.abs(purged.decisions() - purged.outcomes());
        boolean ended = underWay || lost > 0 || unended.size() <= explained;
        boolean decided = underWay || undecided.size() <= explained + lost;
        return new Balance(
                decisions + undecided.size(),
                completed,
                failed,
                cancelled,
                unended.size(),
                undecided.size(),
                dropped,
                lost,
                feedback,
                mirrors,
                epochs,
                purged,
                gaps,
                ended && decided);
    }

    /** 64 bits of a request id: FNV-1a, mixed. */
    private static long identity(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        return hash ^ hash >>> 29;
    }
}
