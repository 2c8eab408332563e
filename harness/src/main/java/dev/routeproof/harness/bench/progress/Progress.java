package dev.routeproof.harness.bench.progress;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows a bench while it runs, on a thread of its own; close it to show the end. */
public final class Progress implements AutoCloseable {
    private static final long REDRAW_MILLIS = 150;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private Progress(Thread thread) {
        this.thread = thread;
    }

    /** {@code width} of the terminal in characters; 0: not a terminal, so plain lines. */
    public static Progress show(Supplier<Moment> bench, PrintWriter out, int width) {
        var display = width > 0 ? new Bars(out, width) : new PlainLines(out);
        var progress = new Progress[1];
        var thread = Thread.ofPlatform().daemon().name("progress").unstarted(() -> progress[0].draw(display, bench));
        progress[0] = new Progress(thread);
        thread.start();
        return progress[0];
    }

    private void draw(Display display, Supplier<Moment> bench) {
        try {
            while (!ended.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS)) {
                display.show(bench.get(), false);
            }
            display.show(bench.get(), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where moments are shown. */
    sealed interface Display permits Bars, PlainLines {
        void show(Moment moment, boolean last);
    }
}
