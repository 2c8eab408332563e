package dev.routeproof.harness.cli;

import dev.routeproof.harness.store.Query;

/** How many calls of a run brought no answer. */
final class Failures {
    static final Query QUERY = Query.of(Failures.class, "queries/failed-calls.sql");

    private Failures() {}
}
