package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.catalog.Model;
import dev.routeproof.routing.evidence.Event.CandidateDecision;
import dev.routeproof.routing.evidence.Event.Propensities;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one request will be served.
 *
 * @param models what to try, in order; the later ones only before the first byte of an answer
 * @param rewrite the model's wire name goes into the body; false: the body stays as it is
 * @param override the caller chose the model
 * @param arm {@code control}, {@code candidate}, {@code holdout} or {@code explore}
 * @param taskType label of the experiment's candidate where it was evaluated before forwarding; null else
 * @param escalation when another model is asked although one has answered; null: never
 * @param before what was evaluated before forwarding, for the decision event
 */
public record RoutePlan(
        List<Model> models,
        boolean rewrite,
        boolean override,
        String reason,
        String phase,
        String epoch,
        String arm,
        Propensities propensities,
        String unit,
        String unitKind,
        @Nullable String taskType,
        List<CandidateDecision> before,
        @Nullable Escalating escalation) {
    public RoutePlan {
        models = List.copyOf(models);
        before = List.copyOf(before);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("a plan needs a model");
        }
    }

    /** A plan that serves whatever is answered. */
    public RoutePlan(
            List<Model> models,
            boolean rewrite,
            boolean override,
            String reason,
            String phase,
            String epoch,
            String arm,
            Propensities propensities,
            String unit,
            String unitKind,
            @Nullable String taskType,
            List<CandidateDecision> before) {
        this(
                models,
                rewrite,
                override,
                reason,
                phase,
                epoch,
                arm,
                propensities,
                unit,
                unitKind,
                taskType,
                before,
                null);
    }
}
