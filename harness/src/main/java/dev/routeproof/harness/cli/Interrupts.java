package dev.routeproof.harness.cli;

import dev.routeproof.harness.bench.Bench;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end a bench in order: no new calls, those under way are kept, the store is closed, exit 130. */
final class Interrupts implements AutoCloseable {
    /** Bookkeeping after the last call, seconds. */
    private static final long PATIENCE_SECONDS = 20;

    private static final CountDownLatch OVER = new CountDownLatch(1);

    private final Thread hook;

    private Interrupts(Thread hook) {
        this.hook = hook;
    }

    static Interrupts during(Bench bench, PrintWriter remarks) {
        var hook = new Thread(
                () -> {
                    remarks.println("\nInterrupted: finishing the calls under way …");
                    remarks.flush();
                    bench.interrupt();
                    awaitOver();
                },
                "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interrupts(hook);
    }

    /** Tells a waiting interruption that all is written. */
    static void allIsWritten() {
        OVER.countDown();
    }

    private static void awaitOver() {
        try {
            boolean _ = OVER.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and this hook is what it waits for.
            return;
        }
    }
}
