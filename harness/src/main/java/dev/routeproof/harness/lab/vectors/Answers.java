package dev.routeproof.harness.lab.vectors;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.TestResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** What we compute for a vector: values by the names that vectors ask for, several names for the same value. */
final class Answers {
    private final Map<String, Object> values = new LinkedHashMap<>();

    static <T> T value(Result<T> result) {
        return switch (result) {
            case Result.Value<T>(T value) -> value;
            case Result.NotEstimable<T>(String reason) -> throw new Unsupported("not estimable: " + reason);
        };
    }

    Answers put(Object value, String... names) {
        for (String name : names) {
            values.put(name, value);
        }
        return this;
    }

    /** Its ends as {@code ci}, and each on its own. */
    Answers interval(Estimate estimate) {
        return put(new double[] {estimate.low(), estimate.high()}, "ci", "conf_int", "confidence_interval")
                .put(estimate.low(), "ci_low", "ci_lower", "lower", "low")
                .put(estimate.high(), "ci_high", "ci_upper", "upper", "high");
    }

    Answers test(TestResult test, String... statisticNames) {
        return put(test.statistic(), statisticNames)
                .put(test.statistic(), "statistic")
                .put(test.pValue(), "p_value", "pvalue", "p");
    }

    Object get(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new Unsupported("we compute no '" + key + "' here; we compute " + String.join(", ", values.keySet()));
        }
        return value;
    }
}
