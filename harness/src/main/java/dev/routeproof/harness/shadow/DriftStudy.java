package dev.routeproof.harness.shadow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.shift.LabelShift;
import dev.routeproof.stats.shift.PopulationStability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares the older and the newer half of what a candidate made of the requests. */
final class DriftStudy {
    private static final Query COUNTS = Query.of(DriftStudy.class, "drift-counts.sql");
    private static final Query SCORES = Query.of(DriftStudy.class, "drift-scores.sql");
    private static final String UNKNOWN = "unknown";
    private static final JsonMapper JSON = new JsonMapper();

    private record Count(boolean newer, String label, int tenth, long requests, double confidence) {}

    private record Scores(boolean newer, String json) {}

    private DriftStudy() {}

    static Drift of(Store store, String candidate) {
        List<Count> counts = store.query(
                COUNTS,
                row -> new Count(row.getBoolean(1), row.getString(2), row.getInt(3), row.getLong(4), row.getDouble(5)),
                candidate);
        var labels = counts.stream().map(Count::label).distinct().sorted().toList();
        long[][] mix = new long[2][Math.max(2, labels.size())];
        long[][] tenths = new long[2][10];
        double[] confidence = new double[2];
        for (Count count : counts) {
            int half = count.newer() ? 1 : 0;
            mix[half][labels.indexOf(count.label())] += count.requests();
            tenths[half][count.tenth()] += count.requests();
            confidence[half] += count.confidence();
        }
        long older = Arrays.stream(mix[0]).sum();
        long newer = Arrays.stream(mix[1]).sum();
        List<String> known =
                labels.stream().filter(label -> !label.equals(UNKNOWN)).toList();
        double[] estimated = estimated(store, candidate, known);
        var shares = new ArrayList<Drift.Share>();
        for (String label : labels) {
            int at = labels.indexOf(label);
            int place = known.indexOf(label);
            shares.add(new Drift.Share(
                    label,
                    (double) mix[0][at] / Math.max(1, older),
                    (double) mix[1][at] / Math.max(1, newer),
                    place < 0 || estimated.length == 0 ? Optional.empty() : Optional.of(estimated[place])));
        }
        return new Drift(
                candidate,
                older,
                newer,
                PopulationStability.of(mix[0], mix[1]),
                PopulationStability.of(tenths[0], tenths[1]),
                confidence[0] / Math.max(1, older),
                confidence[1] / Math.max(1, newer),
                shares);
    }

    /** Shares of the true labels in the newer half, by the scores; empty where they cannot be estimated. */
    private static double[] estimated(Store store, String candidate, List<String> labels) {
        if (labels.size() < 2) {
            return new double[0];
        }
        var newer = new ArrayList<double[]>();
        double[] prior = new double[labels.size()];
        int older = 0;
        for (Scores row :
                store.query(SCORES, result -> new Scores(result.getBoolean(1), result.getString(2)), candidate)) {
            double[] one = shares(row.json(), labels);
            if (one.length > 0 && row.newer()) {
                newer.add(one);
            } else if (one.length > 0) {
                older++;
                for (int i = 0; i < prior.length; i++) {
                    prior[i] += one[i];
                }
            }
        }
        for (int i = 0; i < prior.length; i++) {
            prior[i] /= Math.max(1, older);
        }
        return switch (LabelShift.expectationMaximisation(prior, newer)) {
            case Result.Value<double[]>(double[] found) -> found;
            case Result.NotEstimable<double[]> none -> new double[0];
        };
    }

    /** Scores scaled to sum to 1; empty where there are none. */
    private static double[] shares(String json, List<String> labels) {
        JsonNode scores;
        try {
            scores = JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            return new double[0];
        }
        double[] shares = labels.stream()
                .mapToDouble(label -> Math.max(0, scores.path(label).asDouble(0)))
                .toArray();
        double sum = Arrays.stream(shares).sum();
        return sum > 0 ? Arrays.stream(shares).map(share -> share / sum).toArray() : new double[0];
    }
}
