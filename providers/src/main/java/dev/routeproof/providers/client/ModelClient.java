package dev.routeproof.providers.client;

/** Asks models; one attempt a call, no retries. Blocks: call it on a virtual thread. Safe for use by many threads. */
public interface ModelClient extends AutoCloseable {
    Outcome call(ChatCall call);

    @Override
    void close();
}
