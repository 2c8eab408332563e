package dev.routeproof.harness.shadow;

import dev.routeproof.routing.experiment.Ledger;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.shift.PopulationStability.Index;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A study as {@code harness shadow --json} prints it; null stands for what is not known. Shares are in [0,1]. */
public final class ShadowJson {
    private ShadowJson() {}

    /** {@code report} is the path of the HTML file. */
    public static Map<String, @Nullable Object> of(Shadow shadow, String report) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        Shadow.Traffic traffic = shadow.traffic();
        object.put("schema", "routeproof.shadow");
        object.put("version", 1);
        object.put("requests", traffic.requests());
        object.put("since", traffic.since().toString());
        object.put("until", traffic.until().toString());
        object.put("compared", traffic.compared());
        object.put("overridden", traffic.overridden());
        object.put("served_by_candidate", traffic.byCandidate());
        object.put("evaluated", traffic.evaluated());
        object.put("coverage", traffic.coverage());
        object.put("units", traffic.units());
        object.put("unit", traffic.unitKind());
        object.put("baseline", traffic.baseline());
        object.put("simulated", shadow.simulated());
        object.put(
                "candidates",
                shadow.candidates().stream()
                        .map(candidate -> {
                            var one = candidate(candidate, shadow);
                            shadow.drifts().stream()
                                    .filter(drift -> drift.candidate().equals(candidate.id()))
                                    .forEach(drift -> one.put("drift", drift(drift)));
                            return one;
                        })
                        .toList());
        object.put(
                "disagreement",
                shadow.disagreements().stream().map(ShadowJson::disagreement).toList());
        object.put(
                "to_label", shadow.toLabel().stream().map(ShadowJson::toLabel).toList());
        object.put("ledger", ledger(shadow.log()));
        object.put("gaps", shadow.log().gaps().stream().map(ShadowJson::gap).toList());
        object.put("report", report);
        return object;
    }

    private static Map<String, @Nullable Object> candidate(CandidateShadow candidate, Shadow shadow) {
        Shadow.Traffic traffic = shadow.traffic();
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("id", candidate.id());
        object.put("evaluated", candidate.evaluated());
        object.put("coverage", traffic.compared() == 0 ? 0 : (double) candidate.evaluated() / traffic.compared());
        var mix = new LinkedHashMap<String, Double>();
        candidate.mix().forEach(label -> mix.put(label.taskType(), candidate.share(label.requests())));
        object.put("mix", mix);
        object.put(
                "routes",
                candidate.routes().stream()
                        .map(route -> fields(
                                "task_type", route.taskType(),
                                "mode", route.mode(),
                                "model", route.model(),
                                "share", candidate.share(route.requests())))
                        .toList());
        object.put("same_as_baseline", candidate.share(candidate.sameRoute()));
        object.put("cost", cost(candidate.cost()));
        var quality = new LinkedHashMap<String, @Nullable Object>();
        quality.put("identified", false);
        quality.put("reason", shadow.qualityUnknown(candidate.id()));
        quality.put("value", null);
        quality.put("low", null);
        quality.put("high", null);
        object.put("quality", quality);
        object.put(
                "overlap",
                candidate.overlaps().stream()
                        .map(pair -> fields(
                                "task_types", List.of(pair.one(), pair.other()),
                                "requests", pair.requests(),
                                "share", candidate.share(pair.requests())))
                        .toList());
        object.put("overlap_share", candidate.share(candidate.overlapping()));
        object.put("low_confidence_share", candidate.share(candidate.unsure()));
        object.put("unclassified_share", candidate.share(candidate.unclassified()));
        object.put("late_share", candidate.share(candidate.late()));
        var stages = new LinkedHashMap<String, Object>();
        candidate
                .stages()
                .forEach(stage -> stages.put(
                        stage.stage(),
                        fields(
                                "share", candidate.share(stage.requests()),
                                "p50_micros", stage.p50Micros(),
                                "p99_micros", stage.p99Micros())));
        object.put("deciding_stage", stages);
        object.put("micros", fields("p50", candidate.p50Micros(), "p99", candidate.p99Micros()));
        Mirrored mirrored = shadow.of(candidate.id());
        object.put("mirror", mirrored == null ? null : MirrorJson.of(mirrored));
        return object;
    }

    private static Map<String, @Nullable Object> drift(Drift drift) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("call", drift.call().name().toLowerCase(Locale.ROOT));
        object.put("sentence", drift.sentence());
        object.put("older", drift.older());
        object.put("newer", drift.newer());
        object.put("mix_index", index(drift.mix()));
        object.put("confidence_index", index(drift.confidence()));
        object.put("older_confidence", drift.olderConfidence());
        object.put("newer_confidence", drift.newerConfidence());
        object.put("mix", drift.shares().stream().map(ShadowJson::share).toList());
        return object;
    }

    private static Map<String, @Nullable Object> share(Drift.Share share) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("task_type", share.taskType());
        object.put("older", share.older());
        object.put("newer", share.newer());
        object.put(
                "newer_estimated",
                share.estimated().isPresent() ? share.estimated().get() : null);
        return object;
    }

    private static @Nullable Map<String, @Nullable Object> index(Result<Index> result) {
        return result instanceof Result.Value<Index>(Index index)
                ? fields("value", index.value(), "chance", index.chance())
                : null;
    }

    private static Map<String, @Nullable Object> cost(ProjectedCost cost) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        boolean known = cost.identified();
        Estimate saving = known && cost.saving() instanceof Result.Value<Estimate>(Estimate estimate) ? estimate : null;
        object.put("baseline_usd", cost.requests() == 0 ? null : cost.baseline());
        object.put("candidate_usd", cost.requests() == 0 ? null : cost.candidate());
        object.put("saving_percent", known ? (1 - cost.candidate() / cost.baseline()) * 100 : null);
        object.put("low", saving == null ? null : saving.low() * 100);
        object.put("high", saving == null ? null : saving.high() * 100);
        object.put("identified", known);
        object.put("basis", cost.basis());
        object.put("requests", cost.requests());
        object.put("unpriced", cost.unpriced());
        object.put("classifier_usd", cost.requests() == 0 ? null : cost.parts().classifier());
        object.put(
                "measured_length_usd",
                cost.requests() == 0 ? null : cost.parts().measured());
        object.put("assumed_share", cost.requests() == 0 ? null : cost.assumed());
        object.put("saving_percent_if_answers_25_percent_longer", known ? cost.savingAt(1.25) * 100 : null);
        object.put(
                "length_model", cost.lengths().stream().map(ShadowJson::length).toList());
        object.put("remarks", cost.remarks());
        return object;
    }

    private static Map<String, Object> length(AnswerLength length) {
        return fields(
                "task_type", length.taskType(),
                "served", length.served(),
                "model", length.model(),
                "ratio", length.ratio(),
                "source", length.source().word(),
                "n", length.n());
    }

    private static Map<String, Object> disagreement(Shadow.Disagreement pair) {
        return fields(
                "candidates", List.of(pair.one(), pair.other()),
                "requests", pair.requests(),
                "task_type_share", share(pair.taskTypes(), pair.requests()),
                "model_share", share(pair.models(), pair.requests()));
    }

    /** {@code namesAndValues} alternate; their order is kept. */
    private static Map<String, Object> fields(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }

    private static Map<String, Object> toLabel(Shadow.ToLabel request) {
        return fields("request_id", request.requestId(), "why", request.why(), "said", request.said());
    }

    private static Map<String, Object> gap(LogHealth.Gap gap) {
        return fields(
                "from", gap.since().toString(),
                "to", gap.until().toString(),
                "count", gap.count(),
                "reason", gap.reason());
    }

    private static Map<String, @Nullable Object> ledger(LogHealth log) {
        Ledger ledger = log.ledger();
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("provided", true);
        object.put("assigned", ledger.assigned());
        object.put("completed", ledger.completed());
        object.put("failed", ledger.failed());
        object.put("cancelled", ledger.cancelled());
        object.put("dropped", ledger.dropped());
        object.put("in_flight", ledger.inFlight());
        object.put("balanced", log.balanced());
        object.put("events_missing", log.holes());
        object.put("outcomes_without_decision", log.orphans());
        return object;
    }
}
