package dev.routeproof.harness.shadow;

import java.util.List;

/**
 * What one candidate would have done; counts are requests.
 *
 * @param evaluated it was asked about
 * @param unclassified its cascade came to no label, so the default serves
 * @param unsure its table did not believe the label, so a safer route serves
 * @param late it answered after its deadline
 * @param overlapping the best two labels are within {@link #CLOSE} of each other
 * @param sameRoute it would have called the model that served
 * @param p50Micros median time of an evaluation
 */
public record CandidateShadow(
        String id,
        long evaluated,
        long unclassified,
        long unsure,
        long late,
        long overlapping,
        long sameRoute,
        double p50Micros,
        double p99Micros,
        List<Label> mix,
        List<Route> routes,
        List<Stage> stages,
        List<Overlap> overlaps,
        ProjectedCost cost) {
    /** Largest difference of two scores that counts as overlap. */
    public static final double CLOSE = 0.1;

    public CandidateShadow {
        mix = List.copyOf(mix);
        routes = List.copyOf(routes);
        stages = List.copyOf(stages);
        overlaps = List.copyOf(overlaps);
    }

    /** The same counts with what they are made of. */
    CandidateShadow with(
            List<Label> labels, List<Route> routed, List<Stage> decided, List<Overlap> close, ProjectedCost projected) {
        return new CandidateShadow(
                id,
                evaluated,
                unclassified,
                unsure,
                late,
                overlapping,
                sameRoute,
                p50Micros,
                p99Micros,
                labels,
                routed,
                decided,
                close,
                projected);
    }

    /** It would have called another model than the one that served. */
    public long moved() {
        return evaluated - sameRoute;
    }

    /** Share of its evaluations, [0,1]. */
    public double share(long requests) {
        return evaluated == 0 ? 0 : (double) requests / evaluated;
    }

    /** How often a task type was given; {@code unknown} where none was. {@code confidence} is the mean, [0,1]. */
    public record Label(String taskType, long requests, double confidence) {}

    /** Where requests of a task type and mode would have gone. */
    public record Route(String taskType, String mode, String model, long requests) {}

    /** The stage that decided, {@code none} where no stage did, and how long the cascade took then. */
    public record Stage(String stage, long requests, double p50Micros, double p99Micros) {}

    /** Two labels whose scores are close together. */
    public record Overlap(String one, String other, long requests) {}
}
