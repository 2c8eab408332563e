package dev.routeproof.routing.experiment;

import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.TaskType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rollout document: who is routed by the candidate, how it is judged, and until when.
 *
 * @param candidate id of the experiment's candidate
 * @param allocation the shares and back-offs now
 * @param saltEnv environment variable that holds the salt; null: generated once and kept in the evidence home
 * @param window when a unit closes
 * @param maturity how long after its window a value enters the analysis, so that feedback can arrive
 * @param harmAlpha error probability of a roll-back per slice, (0,1)
 * @param alpha error probability of a promotion over all slices, (0,1)
 * @param horizonUnits units per slice after which a fixed-n test is printed once
 * @param contentHash hex SHA-256 of what the document means; it pre-registers the analysis
 */
public record Rollout(
        String experiment,
        String candidate,
        Allocation allocation,
        UnitKind unit,
        @Nullable String saltEnv,
        Window window,
        Duration maturity,
        Metrics metrics,
        double alpha,
        double harmAlpha,
        long horizonUnits,
        @Nullable Ramp ramp,
        boolean autoBackOff,
        Explore explore,
        @Nullable URI webhook,
        String contentHash) {

    /** The same document with another allocation, as an operator or a ramp step changes it. */
    public Rollout with(Allocation changed) {
        return new Rollout(
                experiment,
                candidate,
                changed,
                unit,
                saltEnv,
                window,
                maturity,
                metrics,
                alpha,
                harmAlpha,
                horizonUnits,
                ramp,
                autoBackOff,
                explore,
                webhook,
                contentHash);
    }

    /** What is bucketed and analysed. */
    public enum UnitKind {
        USER,
        PROJECT,
        SESSION,
        REQUEST;

        /** The word used in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A unit's value is taken over its first {@code requests} requests within {@code length} of its first exposure. */
    public record Window(int requests, Duration length) {
        public static final Window DEFAULT = new Window(10, Duration.ofHours(24));
    }

    /** What is compared; margins and effects are absolute differences of rates, [0,1]. */
    public record Metrics(Primary primary, List<Guardrail> guardrails, Gain gain) {
        public Metrics {
            guardrails = List.copyOf(guardrails);
        }
    }

    /**
     * The outcome that must not get worse.
     *
     * @param margin worsening that is still accepted
     * @param mde smallest effect worth finding
     */
    public record Primary(String name, double margin, double mde) {}

    /** A measure that must not get worse by more than {@code margin} either. */
    public record Guardrail(Measure measure, double margin) {}

    /** What guardrails watch. */
    public enum Measure {
        ERROR_RATE,
        LATENCY_P95,
        LATENCY_P99;

        /** The word used in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a promotion must show. */
    public sealed interface Gain {
        /** Cost falls by more than {@code minSaving}, a share of the baseline's cost, [0,1). */
        record Cost(double minSaving) implements Gain {}

        /** The primary gets better. */
        record Quality() implements Gain {}
    }

    /** Raises the candidate's share by {@code step} percent every {@code every}, while no harm is shown. */
    public record Ramp(double step, Duration every) {}

    /** A share of traffic sent to uniformly chosen models, as an arm of its own; 0: none. */
    public record Explore(double percent, List<ModelId> models) {
        public static final Explore NONE = new Explore(0, List.of());

        public Explore {
            models = List.copyOf(models);
        }
    }

    /** Task types of this set are sent to the default. */
    public Set<TaskType> backOff() {
        return allocation.backOff();
    }
}
