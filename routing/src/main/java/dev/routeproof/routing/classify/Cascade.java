package dev.routeproof.routing.classify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Classifiers in order, each with the confidence at which it is believed. Immutable but for its cache; {@link #start}
 * gives the state machine of one prompt.
 *
 * <p>A stage that breaks is passed over, whatever it throws. Where no stage is believed the answer is the most confident
 * one, marked as doubted; where the deadline has passed it is the most confident one so far; where there is none it is
 * {@link Classification#UNKNOWN}.
 */
public final class Cascade {
    /** A stage as the machine asks it; {@code classifier} is null where someone else must ask. */
    record Stage(StageSpec spec, @Nullable LocalClassifier classifier) {}

    private final List<Stage> stages;
    private final Duration deadline;
    private final String config;
    private final LongSupplier ticker;
    private final DecisionCache cache;

    /**
     * @param shared classifiers it has in common with other cascades
     * @param deadline of the whole
     * @param config hash of what the stages were read from
     * @param ticker nanoseconds of a monotonic clock
     * @param cache consulted before the first stage that takes waiting; decisions in which a stage failed are not kept
     */
    public Cascade(
            List<StageSpec> stages,
            SharedStages shared,
            Duration deadline,
            String config,
            LongSupplier ticker,
            DecisionCache cache) {
        var made = new ArrayList<Stage>();
        for (StageSpec spec : stages) {
            made.add(new Stage(spec, shared.of(spec)));
        }
        this.stages = List.copyOf(made);
        this.deadline = deadline;
        this.config = config;
        this.ticker = ticker;
        this.cache = cache;
    }

    /** True where no stage takes waiting: the run's first step is its last. */
    public boolean immediate() {
        return stages.stream().allMatch(stage -> stage.spec().immediate());
    }

    /** Asks its local stages until they are as fast as they get, at most this long; nothing is counted or kept. */
    public void warmUp(Duration atMost) {
        WarmUp.ask(
                stages.stream()
                        .map(Stage::classifier)
                        .filter(Objects::nonNull)
                        .map(LocalClassifier.class::cast)
                        .toList(),
                atMost,
                ticker);
    }

    /** The machine for one prompt; its time counts from here. */
    public CascadeRun start(Glance glance) {
        return new CascadeRun(this, glance, false);
    }

    /** The same, with the reasons for the answer. */
    public CascadeRun explain(Glance glance) {
        return new CascadeRun(this, glance, true);
    }

    List<Stage> stages() {
        return stages;
    }

    Duration deadline() {
        return deadline;
    }

    String config() {
        return config;
    }

    LongSupplier ticker() {
        return ticker;
    }

    DecisionCache cache() {
        return cache;
    }
}
