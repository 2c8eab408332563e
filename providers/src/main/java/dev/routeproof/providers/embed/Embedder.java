package dev.routeproof.providers.embed;

import java.io.IOException;
import java.time.Duration;

/** Turns a text into a vector. Blocks: call it on a virtual thread. Safe for use by many threads. */
public interface Embedder extends AutoCloseable {
    /** @throws IOException where no vector comes; the message says why, in one line */
    float[] embed(String text, Duration budget) throws IOException, InterruptedException;

    /** Makes ready what would make the first text wait; nobody else is asked, and what cannot be made ready fails later. */
    default void load() throws InterruptedException {}

    @Override
    void close();
}
