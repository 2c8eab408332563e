package dev.routeproof.proxy.admin;

import java.util.List;

/** What the operator can see and do. The calls that change something may block. */
public interface Desk {
    /** What came of an order. */
    record Done(boolean done, String text) {}

    /** True while new requests are taken. */
    boolean ready();

    /** The state as a JSON object. */
    String status();

    /** The rollout in effect as a JSON object. */
    String rollout();

    /** Changes the allocation; the body is a JSON object of {@code phase, percent, holdout, back_off}, all optional. */
    Done change(String allocation);

    /**
     * Sends task types to the default; the body is a JSON object of {@code add} and {@code remove}, or of
     * {@code back_off}, which replaces the whole set.
     */
    Done backOff(String taskTypes);

    /** Back to shadow; the allocation is remembered. */
    Done pause();

    /** Ends a pause and a kill: the phase, share and back-offs of before. */
    Done resume();

    /** Sends everything to the default from the next request on, or ends that. */
    Done kill(boolean killed);

    Done reload();

    /** Moves a rehearsal's clock; the body is a JSON object of {@code to}, a moment. */
    Done moveClock(String order);

    /** Events of one exchange as JSON, oldest first; empty where it is not remembered. */
    List<String> exchange(String requestId);

    Metrics metrics();
}
