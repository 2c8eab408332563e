package dev.routeproof.harness.store;

/** DuckDB refused something it should not refuse: a defect, not a user's mistake. */
public final class StoreFailure extends RuntimeException {
    StoreFailure(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
