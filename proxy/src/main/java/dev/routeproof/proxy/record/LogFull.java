package dev.routeproof.proxy.record;

/** The event was refused because too many are waiting for the disk. */
public final class LogFull extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogFull() {
        super("the evidence log's queue is full", null, false, false);
    }
}
