package dev.routeproof.providers.classify;

import dev.routeproof.providers.client.ModelClient;
import dev.routeproof.providers.client.ModelClients;
import dev.routeproof.providers.client.Ticker;
import dev.routeproof.providers.embed.Embedder;
import dev.routeproof.providers.embed.MiniLm;
import dev.routeproof.providers.sandbox.AnswerKey;
import dev.routeproof.providers.wire.WireError;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.classify.Cascade;
import dev.routeproof.routing.classify.CascadeRun;
import dev.routeproof.routing.classify.CascadeStep;
import dev.routeproof.routing.classify.Cascaded;
import dev.routeproof.routing.classify.DecisionCache;
import dev.routeproof.routing.classify.Glance;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.SharedStages;
import dev.routeproof.routing.classify.StageCall;
import dev.routeproof.routing.classify.StageReport;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.config.Env;
import dev.routeproof.routing.decide.Candidate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cascade of a candidate together with the services its stages ask. Safe for use by many threads.
 *
 * <p>Whatever a service does, an answer comes within the candidate's deadline: the best one so far, or none.
 */
public final class CandidateCascade implements AutoCloseable {
    /** Calls under way at once, of all stages; one more counts as failed. */
    private static final int MOST_CALLS = 64;

    private final Cascade cascade;
    private final StageServices services;
    private final @Nullable ModelClient models;
    private final Semaphore calls = new Semaphore(MOST_CALLS);
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    private CandidateCascade(Cascade cascade, StageServices services, @Nullable ModelClient models) {
        this.cascade = cascade;
        this.services = services;
        this.models = models;
    }

    /**
     * Makes the clients that the candidate's stages need; nothing is called and no model is loaded before the first
     * prompt that needs it.
     *
     * @param shared classifiers the candidates of one configuration have in common
     * @param environment where keys are looked up
     * @param sandbox where simulated models answer; null: one is started where a stage needs it
     */
    public static CandidateCascade open(
            Candidate candidate, SharedStages shared, Catalog catalog, Env environment, @Nullable URI sandbox) {
        return open(candidate, shared, catalog, environment, sandbox, System::nanoTime, MiniLm::new);
    }

    static CandidateCascade open(
            Candidate candidate,
            SharedStages shared,
            Catalog catalog,
            Env environment,
            @Nullable URI sandbox,
            Ticker ticker,
            Supplier<Embedder> inProcess) {
        var cascade = new Cascade(
                candidate.cascade(),
                shared,
                candidate.deadline(),
                candidate.contentHash(),
                ticker::nanos,
                new DecisionCache());
        Catalog reachable = StageServices.reachable(catalog, sandbox);
        boolean asksModels = candidate.cascade().stream().anyMatch(stage -> stage instanceof StageSpec.Llm);
        ModelClient models = asksModels ? ModelClients.open(reachable, environment, AnswerKey.EMPTY) : null;
        return new CandidateCascade(
                cascade, StageServices.open(candidate, reachable, environment, models, inProcess), models);
    }

    /** Asks the local stages until they are as fast as they get, at most this long; no service is asked. */
    public void warmUp(Duration atMost) {
        cascade.warmUp(atMost);
    }

    /**
     * Loads the models that run in this process, so that the first prompt does not wait for them beyond its stage's budget;
     * no service is asked. Blocks.
     */
    public void load() throws InterruptedException {
        services.load();
    }

    /** True where every answer comes at once, without another thread or machine. */
    public boolean immediate() {
        return cascade.immediate();
    }

    /** Never fails; completes within the candidate's deadline, at once where the cascade is {@link #immediate}. */
    public CompletableFuture<Cascaded> classify(Glance glance) {
        CascadeRun run = cascade.start(glance);
        return follow(run, run.next());
    }

    /** The same with the reasons for the answer; blocks. */
    public Cascaded explain(Prompt prompt) {
        CascadeRun run = cascade.explain(Glance.at(prompt));
        return follow(run, run.next()).join();
    }

    private CompletableFuture<Cascaded> follow(CascadeRun run, CascadeStep step) {
        return switch (step) {
            case CascadeStep.Decided(Cascaded outcome) -> {
                count(outcome);
                yield CompletableFuture.completedFuture(outcome);
            }
            case CascadeStep.Needs needs ->
                call(needs)
                        .handle((answer, failure) ->
                                answer == null ? run.failed(words(failure)) : answered(run, needs.spec(), answer))
                        .thenCompose(next -> follow(run, next));
        };
    }

    private static CascadeStep answered(CascadeRun run, StageSpec spec, RemoteAnswer answer) {
        var explained = answer.explained(spec.kind());
        return spec instanceof StageSpec.Llm llm
                ? run.answered(explained, new StageCall(llm.model(), answer.inputTokens(), answer.outputTokens()))
                : run.answered(explained);
    }

    private CompletableFuture<RemoteAnswer> call(CascadeStep.Needs needs) {
        if (!calls.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(MOST_CALLS + " calls are under way already"));
        }
        try {
            return services.of(needs.spec())
                    .start(Prompt.of(needs.text()), needs.within())
                    .whenComplete((answer, failure) -> calls.release());
        } catch (RuntimeException | Error broken) {
            calls.release();
            return CompletableFuture.failedFuture(broken);
        }
    }

    private static String words(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return "no answer in time";
        }
        String message = cause == null ? null : cause.getMessage();
        return message == null
                ? cause == null ? "no answer" : cause.getClass().getSimpleName()
                : WireError.oneLine(message);
    }

    /** Adds an outcome to {@link #counts}; outcomes of {@link #classify} are added already. */
    public void count(Cascaded outcome) {
        for (StageReport report : outcome.cached() ? List.<StageReport>of() : outcome.stages()) {
            counts.computeIfAbsent(report.kind() + " " + report.said().word(), key -> new LongAdder())
                    .increment();
        }
        if (outcome.cached()) {
            counts.computeIfAbsent("cache hit", key -> new LongAdder()).increment();
        }
    }

    /** How often each stage said what, since it was opened: {@code llm failed}, {@code rules believed}, {@code cache hit}. */
    public Map<String, Long> counts() {
        var counted = new TreeMap<String, Long>();
        counts.forEach((key, count) -> counted.put(key, count.sum()));
        return counted;
    }

    @Override
    public void close() {
        services.close();
        if (models != null) {
            models.close();
        }
    }
}
