package dev.routeproof.harness;

/** How a command ends, as its exit code says. */
public enum Exit {
    OK(0),
    INTERNAL_ERROR(1),
    USAGE(2),
    /** Config or data are wrong; for {@code ab}: the evidence is unhealthy. */
    BAD_CONFIG(3),
    MISSING_KEY(4),
    CRITERIA_FAILED(5),
    INCONCLUSIVE(6),
    /** What was paid for is kept; rerunning resumes. */
    BUDGET_REACHED(7),
    /** Rerunning resumes. */
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
