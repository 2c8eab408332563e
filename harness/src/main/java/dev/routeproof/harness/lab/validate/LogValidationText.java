package dev.routeproof.harness.lab.validate;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.simulate.ReRandomisation;
import dev.routeproof.stats.simulate.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A validation as the terminal and {@code --json} show it. */
public final class LogValidationText {
    private LogValidationText() {}

    public static List<String> lines(LogValidation validation) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,d rounds, seed %d. In every round all units are hashed anew, so nothing differs between the arms;"
                        + " in one round of four an effect is planted.",
                validation.experiment(),
                validation.rounds(),
                validation.seed()));
        validation.slices().forEach(slice -> slice(slice, lines));
        lines.add("");
        lines.add(
                !validation.tried()
                        ? "Nothing could be tried on this log, so it does not show whether the error rates hold."
                        : validation.kept()
                                ? "The error rates hold on this log."
                                : "An error rate does NOT hold on this log: do not trust verdicts until it is known why.");
        return lines;
    }

    private static void slice(LogValidation.Slice slice, List<String> lines) {
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,d values of %,d units%s",
                slice.taskType(),
                slice.values(),
                slice.units(),
                slice.all() > slice.values()
                        ? String.format(Locale.ROOT, " (the first of %,d; --values tries more)", slice.all())
                        : ""));
        switch (slice.validation()) {
            case Result.NotEstimable<ReRandomisation.Validation>(String reason) -> lines.add("  not tried: " + reason);
            case Result.Value<ReRandomisation.Validation>(var found) -> {
                lines.add("  false positives, looked at after every unit  " + share(found.falseAlarm(), "≤ 5 %"));
                lines.add("  false positives, one look at the end         " + share(found.fixedFalseAlarm(), "≤ 5 %"));
                lines.add(String.format(
                        Locale.ROOT,
                        "  p-values without an effect are uniform       Kolmogorov-Smirnov p = %.3f",
                        found.uniformity()));
                lines.add(String.format(
                                Locale.ROOT, "  %+.2f points planted and found                ", slice.effect() * 100)
                        + share(found.powerHarm(), ""));
                lines.add(String.format(
                                Locale.ROOT, "  %+.2f points planted and found                ", -slice.effect() * 100)
                        + share(found.powerGain(), ""));
                if (found.bias().isPresent()) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "  recovered minus planted                      %+.3f points",
                            found.bias().getAsDouble() * 100));
                }
            }
        }
    }

    private static String share(Reading reading, String limit) {
        return String.format(
                        Locale.ROOT,
                        "%5.1f %% (99 %% bounds %.1f to %.1f %%) %s%s",
                        reading.value() * 100,
                        reading.low() * 100,
                        reading.high() * 100,
                        limit,
                        reading.kept() ? "" : " BROKEN")
                .stripTrailing();
    }

    /** One object, null for what is not estimable. */
    public static Map<String, @Nullable Object> object(LogValidation validation) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("schema", "routeproof.lab.validate");
        object.put("version", 1);
        object.put("experiment", validation.experiment());
        object.put("rounds", validation.rounds());
        object.put("seed", validation.seed());
        object.put("kept", validation.tried() ? validation.kept() : null);
        object.put(
                "slices",
                validation.slices().stream().map(LogValidationText::object).toList());
        return object;
    }

    private static Map<String, @Nullable Object> object(LogValidation.Slice slice) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("task_type", slice.taskType());
        object.put("units", slice.units());
        object.put("values", slice.values());
        object.put("values_in_log", slice.all());
        object.put("effect", slice.effect());
        object.put("kept", slice.tried() ? slice.kept() : null);
        switch (slice.validation()) {
            case Result.NotEstimable<ReRandomisation.Validation>(String reason) -> object.put("reason", reason);
            case Result.Value<ReRandomisation.Validation>(var found) -> {
                object.put("false_positive_rate", found.falseAlarm().value());
                object.put("false_positive_low", found.falseAlarm().low());
                object.put("false_positive_high", found.falseAlarm().high());
                object.put("fixed_false_positive_rate", found.fixedFalseAlarm().value());
                object.put("power_harm", found.powerHarm().value());
                object.put("power_gain", found.powerGain().value());
                object.put("bias", found.bias().isPresent() ? found.bias().getAsDouble() : null);
                object.put("uniformity_p", found.uniformity());
            }
        }
        return object;
    }
}
