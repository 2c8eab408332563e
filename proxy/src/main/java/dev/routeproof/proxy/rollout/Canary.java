package dev.routeproof.proxy.rollout;

import dev.routeproof.proxy.rollout.LiveRollout.Effective;
import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.classify.Glance;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import dev.routeproof.routing.evidence.Event.Propensities;
import dev.routeproof.routing.experiment.Arm;
import dev.routeproof.routing.experiment.Assignment;
import dev.routeproof.routing.experiment.Rollout;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Plans the requests of an experiment: the arm by keyed hash, the candidate's label in every arm alike, the candidate's
 * route in its own arm. Whatever goes wrong in the evaluation, the default serves.
 */
public final class Canary {
    /** Bodies up to this size are evaluated on the event loop, where the cascade never waits. */
    private static final int INLINE_BYTES = 32 << 10;

    private final Rollout rollout;
    private final CandidateRouter candidate;
    private final Assignment assignment;
    private final UnaryOperator<String> hash;
    private final LiveLatencies latencies;

    /**
     * @param hash keyed hash under which units are logged
     * @param latencies what the candidate knows of how long models take; told by {@link #answered}
     */
    public Canary(
            Rollout rollout,
            CandidateRouter candidate,
            byte[] salt,
            UnaryOperator<String> hash,
            LiveLatencies latencies) {
        this.rollout = rollout;
        this.candidate = candidate;
        this.assignment = new Assignment(salt, rollout.experiment());
        this.hash = hash;
        this.latencies = latencies;
    }

    /** A model gave a whole answer. */
    public void answered(Model model, long nanos) {
        latencies.answered(model.id(), nanos);
    }

    /** False where a reload has put another document into effect since the request came. */
    public boolean runs(Effective effective) {
        Rollout now = effective.rollout();
        return now != null && now.contentHash().equals(rollout.contentHash());
    }

    /** How long the evaluation may take before the default serves. */
    public Duration deadline() {
        return candidate.candidate().deadline();
    }

    /** True where the evaluation is short enough for an event loop. */
    public boolean inline(Facts facts) {
        return candidate.candidate().immediate() && facts.body().length <= INLINE_BYTES;
    }

    /** The plan of one request; reads its prompt. Never fails; completes at once where {@link #inline} holds. */
    public CompletableFuture<RoutePlan> plan(Snapshot snapshot, Effective effective, Facts facts, boolean rewrite) {
        String unit = unit(facts);
        if (unit == null) {
            return CompletableFuture.completedFuture(byDefault(
                    snapshot, effective, facts, rewrite, "no " + rollout.unit().word() + " named"));
        }
        try {
            var prompt = PromptReader.read(facts.body());
            if (prompt.isEmpty()) {
                return CompletableFuture.completedFuture(
                        byDefault(snapshot, effective, facts, rewrite, "nothing to classify"));
            }
            return candidate
                    .route(facts, Glance.at(prompt.get()))
                    .thenApply(routed -> planned(snapshot, effective, facts, unit, routed))
                    .exceptionally(broken -> byDefault(snapshot, effective, facts, rewrite, "evaluation failed"));
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            return CompletableFuture.completedFuture(
                    byDefault(snapshot, effective, facts, rewrite, "evaluation failed"));
        }
    }

    private RoutePlan planned(
            Snapshot snapshot, Effective effective, Facts facts, String unit, CandidateRouter.Routed routed) {
        Arm arm = assignment.arm(unit, effective.allocation());
        String type = routed.decision().taskType();
        boolean backedOff = type != null && effective.allocation().backOff().contains(new TaskType(type));
        boolean byCandidate = arm == Arm.CANDIDATE && !backedOff;
        List<Reach> explored = effective.allocation().explore() > 0 && !backedOff
                ? explored(snapshot, facts, routed.explorable())
                : List.of();
        boolean explores = arm == Arm.EXPLORE && !explored.isEmpty();
        var reach = byCandidate
                ? Reach.of(snapshot, facts, routed.models())
                : explores
                        ? explored.get(assignment.draw(facts.attempt().group(), explored.size()))
                        : Reach.ofDefault(snapshot);
        String reason = byCandidate
                ? reach.after(routed.decision().reason())
                : explores ? "explored" : backedOff ? "backed off" : "default";
        return new RoutePlan(
                reach.models(),
                true,
                false,
                reason,
                effective.allocation().phase().word(),
                effective.epoch(),
                arm.word(),
                propensities(effective, explored),
                hash.apply(unit),
                rollout.unit().word(),
                type,
                List.of(routed.decision()),
                byCandidate ? reach.escalation(snapshot, facts, routed.escalation()) : null);
    }

    /**
     * Served by the default without a label. A request that names a unit stays in its arm, in the slice {@code unknown};
     * one that names none is left out of the comparison, because it could never have got the candidate.
     */
    public RoutePlan byDefault(Snapshot snapshot, Effective effective, Facts facts, boolean rewrite, String reason) {
        String unit = unit(facts);
        return new RoutePlan(
                List.of(snapshot.defaultModel()),
                rewrite,
                false,
                "default: " + reason,
                effective.allocation().phase().word(),
                effective.epoch(),
                (unit == null ? Arm.CONTROL : assignment.arm(unit, effective.allocation())).word(),
                unit == null ? Propensities.ALL_CONTROL : propensities(effective, List.of()),
                hash.apply(unit == null ? facts.requestId() : unit),
                unit == null ? "request" : rollout.unit().word(),
                null,
                List.<CandidateDecision>of());
    }

    /** The explored models that can be asked this request, first of each {@code models()}, whatever the arm. */
    private static List<Reach> explored(Snapshot snapshot, Facts facts, List<List<Model>> explorable) {
        return explorable.stream()
                .map(models -> Reach.of(snapshot, facts, models))
                .filter(reach -> reach.skipped().isEmpty())
                .toList();
    }

    private static Propensities propensities(Effective effective, List<Reach> explored) {
        var of = effective.allocation().propensities();
        return new Propensities(
                of.control(),
                of.candidate(),
                of.holdout(),
                of.explore(),
                explored.stream()
                        .map(reach -> reach.models().getFirst().id().value())
                        .toList());
    }

    private @Nullable String unit(Facts facts) {
        return switch (rollout.unit()) {
            case USER -> facts.user();
            case PROJECT -> facts.project();
            case SESSION -> facts.session();
            case REQUEST -> facts.attempt().group();
        };
    }
}
