package dev.routeproof.routing.experiment;

/**
 * What became of the exchanges of an arm, slice and epoch: {@code assigned = completed + failed + cancelled + dropped +
 * in flight}.
 *
 * @param assigned as counted when they were assigned; −1: not provided
 */
public record Ledger(long assigned, long completed, long failed, long cancelled, long dropped, long inFlight) {
    public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0);

    public boolean provided() {
        return assigned >= 0;
    }

    public long ended() {
        return completed + failed + cancelled + dropped + inFlight;
    }

    /** False where a row is missing or too many; true where assignments were not provided. */
    public boolean balanced() {
        return !provided() || assigned == ended();
    }

    public Ledger plus(Ledger other) {
        return new Ledger(
                provided() && other.provided() ? assigned + other.assigned : -1,
                completed + other.completed,
                failed + other.failed,
                cancelled + other.cancelled,
                dropped + other.dropped,
                inFlight + other.inFlight);
    }
}
