package dev.routeproof.harness.cli;

import dev.routeproof.harness.label.Agreement;
import dev.routeproof.harness.label.Confidences.Abstaining;
import dev.routeproof.harness.label.Overlaps;
import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a comparison with labels is shown, as JSON and as text. */
final class AgreementText {
    private static final double LEFT_OUT = 0.1;

    private AgreementText() {}

    /** Adds n, accuracy, calibration, what abstaining gains, labels, confusion and overlaps. */
    static void put(Map<String, Object> object, Agreement agreement) {
        putAccuracy(object, agreement);
        var labels = new LinkedHashMap<String, Object>();
        agreement
                .perLabel()
                .forEach((label, counts) -> labels.put(label, Map.of("n", counts.n(), "accuracy", counts.rate())));
        object.put("per_label", labels);
        object.put("confusion", agreement.confusion());
        object.put(
                "overlap",
                agreement.overlaps().pairs().stream().map(AgreementText::pair).toList());
    }

    /** Adds n, accuracy with its interval, ECE and what leaving out the least certain tenth gains. */
    static void putAccuracy(Map<String, Object> object, Agreement agreement) {
        object.put("n", agreement.n());
        switch (agreement.accuracy()) {
            case Result.Value<Estimate>(Estimate estimate) -> {
                object.put("accuracy", estimate.value());
                object.put("low", estimate.low());
                object.put("high", estimate.high());
                object.put("ece", agreement.confidences().calibrationError());
            }
            case Result.NotEstimable<Estimate> none -> {
                object.put("accuracy", null);
                object.put("low", null);
                object.put("high", null);
                object.put("ece", null);
            }
        }
        object.put(
                "abstain",
                switch (agreement.confidences().abstaining(LEFT_OUT)) {
                    case Result.Value<Abstaining>(Abstaining left) -> {
                        var one = new LinkedHashMap<String, Object>();
                        one.put("share", left.share());
                        one.put("below", left.below());
                        one.put("accuracy", left.accuracy());
                        one.put("gain_points", 100 * left.gain());
                        yield one;
                    }
                    case Result.NotEstimable<Abstaining> none -> null;
                });
    }

    private static Map<String, Object> pair(Overlaps.Pair pair) {
        var one = new LinkedHashMap<String, Object>();
        one.put("labels", java.util.List.of(pair.one(), pair.other()));
        one.put("n", pair.prompts());
        one.put("examples", pair.examples());
        return one;
    }

    static String table(Agreement agreement) {
        var text = new StringBuilder();
        switch (agreement.accuracy()) {
            case Result.Value<Estimate>(Estimate estimate) ->
                text.append(String.format(
                        Locale.ROOT,
                        "accuracy %.1f %% [%.1f, %.1f] of %d labelled prompts, calibration error %.3f%n",
                        100 * estimate.value(),
                        100 * estimate.low(),
                        100 * estimate.high(),
                        agreement.n(),
                        agreement.confidences().calibrationError()));
            case Result.NotEstimable<Estimate>(String reason) ->
                text.append("accuracy not estimable: ").append(reason).append('\n');
        }
        agreement
                .perLabel()
                .forEach((label, counts) -> text.append(String.format(
                        Locale.ROOT,
                        "  %-12s %5.1f %% of %5d  classified as %s%n",
                        label,
                        100 * counts.rate(),
                        counts.n(),
                        counted(agreement.confusion().getOrDefault(label, Map.of())))));
        if (agreement.confidences().abstaining(LEFT_OUT) instanceof Result.Value<Abstaining>(Abstaining left)) {
            text.append(String.format(
                    Locale.ROOT,
                    "leaving the 10 %% least certain (below %.2f) to the default: %.1f %% of the rest are right,"
                            + " %+.1f points%n",
                    left.below(),
                    100 * left.accuracy(),
                    100 * left.gain()));
        }
        return text.append(overlaps(agreement)).toString();
    }

    private static String overlaps(Agreement agreement) {
        var text = new StringBuilder();
        for (Overlaps.Pair pair : agreement.overlaps().pairs()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s / %s come close on %d prompts (%.1f %%): %s%n",
                    pair.one(),
                    pair.other(),
                    pair.prompts(),
                    100.0 * pair.prompts() / agreement.prompts(),
                    String.join(", ", pair.examples())));
        }
        return text.isEmpty() ? "" : "overlap, two scores within " + Overlaps.CLOSE + ":\n" + text;
    }

    /** Labels with their counts, the most frequent first. */
    static String counted(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
