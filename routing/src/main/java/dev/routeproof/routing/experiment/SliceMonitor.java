package dev.routeproof.routing.experiment;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.Evidence;
import dev.routeproof.stats.sequential.SampleRatioBet;
import dev.routeproof.stats.sequential.SliceEvidence;
import dev.routeproof.stats.stratified.StratifiedMeans;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is watched in one slice (statistics S3): unit values in the order of exposure go in, the evidence
 * comes out. Constant memory; one thread.
 */
public final class SliceMonitor {
    /** Error probability of the sample-ratio alarm. */
    static final double SAMPLE_RATIO_ALPHA = 0.005;

    private static final double COST_EFFECT = 0.05;

    private final boolean gainIsCost;
    private final double harmThreshold;
    private final MetricMonitor primary;
    private final List<MetricMonitor> guardrails = new ArrayList<>();
    private final List<Rollout.Measure> measures = new ArrayList<>();
    private final MetricMonitor gain;
    private final Symptoms symptoms = new Symptoms();
    private final double keptShare;

    // Owned by the one thread that feeds values.
    private @Nullable SampleRatioBet sampleRatio;
    private int epoch = Integer.MIN_VALUE;
    private long candidates;
    private long baselines;
    private boolean harmShown;
    private final StratifiedMeans cost = new StratifiedMeans();
    private double totalCost;
    private long costed;

    public SliceMonitor(Rollout rollout) {
        this(rollout.metrics(), rollout.alpha(), rollout.harmAlpha());
    }

    /** With α for the displayed intervals (each side) and the roll-back's α. */
    public SliceMonitor(Rollout.Metrics metrics, double alpha, double harmAlpha) {
        harmThreshold = Math.log(1 / harmAlpha);
        double side = alpha / 2;
        var main = metrics.primary();
        primary = new MetricMonitor(main.name(), MetricResult.Role.PRIMARY, main.mde(), main.margin(), side);
        for (Rollout.Guardrail guardrail : metrics.guardrails()) {
            measures.add(guardrail.measure());
            guardrails.add(new MetricMonitor(
                    guardrail.measure().word(),
                    MetricResult.Role.GUARDRAIL,
                    guardrail.margin(),
                    guardrail.margin(),
                    side));
        }
        gainIsCost = metrics.gain() instanceof Rollout.Gain.Cost;
        keptShare = metrics.gain() instanceof Rollout.Gain.Cost(double minSaving) ? 1 - minSaving : 1;
        String name = gainIsCost ? "cost" : main.name();
        gain = new MetricMonitor(name, MetricResult.Role.GAIN, COST_EFFECT, 0, side);
    }

    /** Includes a value; {@code shares} are the arms' probabilities of a new unit in its epoch. */
    public void observe(UnitValue value, Propensities shares) {
        if (value.epoch() != epoch) {
            startEpoch(value.epoch(), shares);
        }
        boolean candidate = !value.arm().baseline();
        countArrival(value);
        double propensity = value.propensity();
        primary.observe(candidate, value.bad(), propensity);
        for (int i = 0; i < guardrails.size(); i++) {
            guardrails.get(i).observe(candidate, measured(measures.get(i), value), propensity);
        }
        gain.observe(candidate, gained(candidate, value), propensity);
        symptoms.observe(candidate, value, propensity);
        count(candidate, value);
        harmShown |= harmReached();
    }

    /** Includes a value of a slice that is not compared: only the proportions of its units are watched. */
    void observeArrival(UnitValue value, Propensities shares) {
        if (value.epoch() != epoch) {
            startEpoch(value.epoch(), shares);
        }
        countArrival(value);
    }

    /** What is wrong with how the arms were logged, in words that follow "of (slice)"; null: nothing that shows. */
    @Nullable
    String symptom() {
        return symptoms.shown(harmShown);
    }

    /** True where harm was shown at some look. */
    public boolean harmShown() {
        return harmShown;
    }

    /** The evidence that units arrive in other proportions than assigned. */
    public Result<Evidence> sampleRatio() {
        return sampleRatio == null ? Result.notEstimable("No unit has closed yet.") : sampleRatio.evidence();
    }

    public long candidates() {
        return candidates;
    }

    public long baselines() {
        return baselines;
    }

    /** Share of the baseline's mean cost per request that the candidate saves, compared within epochs. */
    public Result<Double> saving() {
        return cost.saving();
    }

    /** The primary, the guardrails, then the gain. */
    public List<MetricResult> metrics() {
        var results = new ArrayList<MetricResult>();
        results.add(primary.result());
        guardrails.forEach(guardrail -> results.add(guardrail.result()));
        results.add(gain.result());
        return results;
    }

    /** Always-valid p-value of "worse somewhere, or no gain"; small is good. */
    public Result<Double> promotionP() {
        var components = new ArrayList<Result<Evidence>>();
        components.add(primary.notWorse());
        guardrails.forEach(guardrail -> components.add(guardrail.notWorse()));
        components.add(gain.notWorse());
        return SliceEvidence.promotionP(components);
    }

    /** The evidence of harm and of promotion now, as log e-values; 0 while there is none. */
    Course.Point point(long atMillis) {
        var components = new ArrayList<Result<Evidence>>();
        components.add(primary.harm());
        guardrails.forEach(guardrail -> components.add(guardrail.harm()));
        double harm = SliceEvidence.harm(components) instanceof Result.Value<Double>(Double log) ? log : 0;
        double promotion = promotionP() instanceof Result.Value<Double>(Double p) ? -Math.log(Math.max(p, 1e-300)) : 0;
        return new Course.Point(atMillis, candidates + baselines, harm, promotion);
    }

    /** Mean cost of a request over both arms, USD; 0 where none is known. */
    double meanCostUsd() {
        return costed == 0 ? 0 : totalCost / costed;
    }

    private void startEpoch(int next, Propensities shares) {
        epoch = next;
        primary.startEpoch();
        guardrails.forEach(MetricMonitor::startEpoch);
        gain.startEpoch();
        symptoms.startEpoch();
        cost.startEpoch();
        double[] arms = {shares.control(), shares.candidate(), shares.holdout()};
        if (sampleRatio == null) {
            sampleRatio = new SampleRatioBet(arms);
        } else {
            sampleRatio.startEpoch(arms);
        }
    }

    private void countArrival(UnitValue value) {
        if (value.fresh() && sampleRatio != null) {
            sampleRatio.observe(group(value.arm()));
        }
    }

    /** The mean of the e-values can only reach 1/α while one of them does. */
    private boolean harmReached() {
        boolean possible = primary.harmHolds(harmThreshold);
        for (MetricMonitor guardrail : guardrails) {
            possible |= guardrail.harmHolds(harmThreshold);
        }
        if (!possible) {
            return false;
        }
        var evidence = new ArrayList<Result<Evidence>>();
        evidence.add(primary.harm());
        guardrails.forEach(guardrail -> evidence.add(guardrail.harm()));
        return SliceEvidence.harm(evidence) instanceof Result.Value<Double>(Double logWealth)
                && logWealth >= harmThreshold;
    }

    private void count(boolean candidate, UnitValue value) {
        if (candidate) {
            candidates++;
        } else {
            baselines++;
        }
        if (!Double.isNaN(value.costUsd())) {
            cost.include(candidate, value.costUsd());
            totalCost += value.costUsd();
            costed++;
        }
    }

    /** A saving of s means that the candidate costs less than (1 − s) of the baseline. */
    private double gained(boolean candidate, UnitValue value) {
        if (!gainIsCost) {
            return value.bad();
        }
        return candidate ? value.cost() : value.cost() * keptShare;
    }

    private static int group(Arm arm) {
        return switch (arm) {
            case CONTROL -> 0;
            case CANDIDATE -> 1;
            case HOLDOUT -> 2;
            case EXPLORE -> throw new IllegalArgumentException("who explores is in no comparison");
        };
    }

    private static double measured(Rollout.Measure measure, UnitValue value) {
        return switch (measure) {
            case ERROR_RATE -> value.error();
            case LATENCY_P95 -> value.slowP95();
            case LATENCY_P99 -> value.slowP99();
        };
    }
}
