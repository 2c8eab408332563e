package dev.routeproof.harness.shadow;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was mirrored as {@code harness shadow --json} prints it; null stands for what is not known. */
final class MirrorJson {
    private MirrorJson() {}

    static Map<String, @Nullable Object> of(Mirrored mirrored) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("calls", mirrored.calls());
        object.put("pairs", mirrored.pairs());
        object.put("quality_judged", false);
        object.put("models", mirrored.models().stream().map(MirrorJson::model).toList());
        object.put("errors", mirrored.errors().stream().map(MirrorJson::error).toList());
        return object;
    }

    private static Map<String, @Nullable Object> model(Mirrored.OnModel of) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("model", of.model());
        object.put("served", of.served());
        object.put("calls", of.calls());
        object.put("completed", of.completed());
        object.put("failed", of.failed());
        object.put("cancelled", of.cancelled());
        object.put("failure", estimate(of.failure()));
        object.put("served_failed", of.servedFailed());
        object.put("pairs", of.pairs());
        object.put("latency_ms", sides("p50", of.latency(), "p95", of.latencyP95()));
        object.put("first_token_ms", sides("p50", of.firstToken()));
        object.put("output_tokens", sides("mean", of.tokens()));
        object.put("output_token_ratio", estimate(of.tokenRatio()));
        object.put("cost_usd", sides("sum", of.dollars()));
        object.put("cost_ratio", estimate(of.costRatio()));
        object.put("with_tool_calls", of.withTools());
        object.put("comparable", of.comparable());
        object.put("same_text", of.same());
        return object;
    }

    private static Map<String, @Nullable Object> error(Mirrored.Trouble of) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("model", of.model());
        object.put("error", of.error());
        object.put("calls", of.calls());
        return object;
    }

    /** {@code figures} alternate names and {@link Mirrored.Sides}. */
    private static Map<String, @Nullable Object> sides(Object... figures) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < figures.length; i += 2) {
            Mirrored.Sides of = (Mirrored.Sides) figures[i + 1];
            object.put("candidate_" + figures[i], of.candidate());
            object.put("served_" + figures[i], of.served());
        }
        return object;
    }

    private static @Nullable Map<String, @Nullable Object> estimate(Result<Estimate> of) {
        if (of instanceof Result.Value<Estimate>(Estimate value)) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            object.put("value", value.value());
            object.put("low", value.low());
            object.put("high", value.high());
            return object;
        }
        return null;
    }
}
