package dev.routeproof.harness.routers;

/** What came of trying a router on a recorded run: its choices, or why there are none. */
sealed interface Trial {
    record Tried(Choices choices) implements Trial {}

    /** {@code reason} is a sentence. */
    record NotTried(String id, String reason) implements Trial {}
}
