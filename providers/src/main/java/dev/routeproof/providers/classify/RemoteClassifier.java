package dev.routeproof.providers.classify;

import dev.routeproof.routing.classify.Prompt;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A classifier on another machine. */
public interface RemoteClassifier extends AutoCloseable {
    /**
     * Asks once and blocks: call it on a virtual thread.
     *
     * @throws IOException where no usable answer comes; the message says why, in one line
     */
    RemoteAnswer classify(Prompt prompt, Duration budget) throws IOException, InterruptedException;

    /**
     * Asks without blocking the caller, who may be an event loop. The future fails after the budget, whatever the other
     * side does, and its call is then given up; it completes on a thread that is not the caller's.
     */
    default CompletableFuture<RemoteAnswer> start(Prompt prompt, Duration budget) {
        var answer = new CompletableFuture<RemoteAnswer>();
        Thread asking = Thread.ofVirtual().name("remote-classifier").unstarted(() -> {
            try {
                answer.complete(classify(prompt, budget));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            } catch (InterruptedException e) {
                answer.completeExceptionally(new CompletionException("given up", e));
            } catch (RuntimeException | StackOverflowError e) {
                answer.completeExceptionally(e);
            }
        });
        asking.start();
        return answer.orTimeout(budget.toNanos(), TimeUnit.NANOSECONDS).whenComplete((done, failure) -> {
            if (failure != null) {
                asking.interrupt();
            }
        });
    }

    /** Loads what runs in this process; no service is asked. */
    default void load() throws InterruptedException {}

    @Override
    void close();
}
