package dev.routeproof.proxy.record;

/** Whether live answers wait for the evidence about them. */
public enum Audit {
    /** They never do. */
    OFF,
    /** An answer's head waits until its decision is durable, also while the log's queue is full. */
    WAIT,
    /** An answer's head waits until its decision is durable; while the log's queue is full the answer is refused. */
    REFUSE
}
