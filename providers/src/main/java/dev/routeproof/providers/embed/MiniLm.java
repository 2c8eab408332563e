package dev.routeproof.providers.embed;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * all-MiniLM-L6-v2 (Reimers and Gurevych 2019; quantized, 384 numbers) in this process, on threads of its own. Loaded
 * at the first text; a model that cannot be loaded fails each call with the reason.
 */
public final class MiniLm implements Embedder {
    private static final int WAITING = 64;
    private static final int MOST_THREADS = 4;
    private static final Duration LONGEST_LOAD = Duration.ofSeconds(30);

    private final String weights;
    private final String vocabulary;
    private final ThreadPoolExecutor threads;
    // Guarded by this.
    private @Nullable OnnxModel model;
    private @Nullable String broken;
    private boolean closed;

    public MiniLm() {
        this("/all-minilm-l6-v2-q.onnx", "/all-minilm-l6-v2-q-tokenizer.json");
    }

    /**
     * @param weights resource with the ONNX graph
     * @param vocabulary resource with the tokenizer
     */
    MiniLm(String weights, String vocabulary) {
        this.weights = weights;
        this.vocabulary = vocabulary;
        int count = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST_THREADS);
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> Thread.ofPlatform().daemon().name("embed").unstarted(task));
        this.threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public float[] embed(String text, Duration budget) throws IOException, InterruptedException {
        Future<float[]> vector;
        try {
            vector = threads.submit(() -> loaded().embed(text));
        } catch (RejectedExecutionException full) {
            throw new IOException(WAITING + " texts are waiting for the embedding model", full);
        }
        try {
            return vector.get(budget.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException("no embedding within " + budget.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new IOException(cause.getMessage(), cause);
        } finally {
            vector.cancel(false);
        }
    }

    @Override
    public void load() throws InterruptedException {
        try {
            embed("ready", LONGEST_LOAD);
        } catch (IOException unloadable) {
            // Each text will say so.
        }
    }

    private synchronized OnnxModel loaded() throws IOException {
        if (closed) {
            throw new IOException("the embedding model is closed");
        }
        if (broken != null) {
            throw new IOException(broken);
        }
        OnnxModel known = model;
        if (known == null) {
            try {
                known = OnnxModel.load(weights, vocabulary);
                model = known;
            } catch (IOException | RuntimeException | LinkageError cannot) {
                broken = "the embedding model cannot be loaded: " + cannot.getMessage();
                throw new IOException(broken, cannot);
            }
        }
        return known;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            boolean ended = threads.awaitTermination(5, TimeUnit.SECONDS);
            synchronized (this) {
                closed = true;
                OnnxModel known = model;
                if (ended && known != null) {
                    known.close();
                }
                model = null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
