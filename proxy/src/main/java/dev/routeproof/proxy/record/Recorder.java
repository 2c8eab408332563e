package dev.routeproof.proxy.record;

import io.vertx.core.Future;

/** Turns ended exchanges into evidence, behind the relay's back. Safe for use by many threads; never blocks. */
public interface Recorder {
    /** An exchange has been routed and its answer has begun, or it ended without one: time to write the decision down. */
    void decided(Exchange exchange);

    /** As {@link #decided}, before the answer has begun; completes when the decision is durable, fails where it cannot be. */
    Future<Void> audited(Exchange exchange);

    /** An exchange has ended and will not change any more. Comes once, after {@link #decided}. */
    void ended(Exchange exchange);

    EvidenceSink sink();

    /** A place for the bytes of one answer, as large as the content policy asks. */
    AnswerCopy copy();
}
