package dev.routeproof.proxy.record;

import dev.routeproof.proxy.rollout.Snapshot;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says that a request was drawn to be executed on a candidate's model too. Two things must have come before that: the
 * candidates' decisions, and the end of the caller's exchange. They come from two threads in either order; whoever is
 * second is told so.
 */
public final class MirrorTicket {
    private final Snapshot snapshot;
    private final Map<String, String> headers;
    // Owned by this object's lock.
    private @Nullable List<CandidateDecision> decisions;
    private boolean ended;

    /** @param headers of the caller's request that belong to its wire and are no credential */
    public MirrorTicket(Snapshot snapshot, Map<String, String> headers) {
        this.snapshot = snapshot;
        this.headers = Map.copyOf(headers);
    }

    /** True for {@code percent} of all request ids, always the same ones. */
    public static boolean drawn(String requestId, double percent) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < requestId.length(); i++) {
            hash = (hash ^ requestId.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return ((hash ^ hash >>> 33) >>> 11) * 0x1p-53 * 100 < percent;
    }

    /** The candidates have decided; true where the exchange has ended before. */
    public synchronized boolean decided(List<CandidateDecision> by) {
        decisions = List.copyOf(by);
        return ended;
    }

    /** The exchange has ended; true where the candidates have decided before. */
    public synchronized boolean ended() {
        ended = true;
        return decisions != null;
    }

    /** What the candidates decided; empty before they have. */
    public synchronized List<CandidateDecision> decisions() {
        return decisions == null ? List.of() : decisions;
    }

    /** The configuration the request was served by. */
    public Snapshot snapshot() {
        return snapshot;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
