package dev.routeproof.harness.bench;

import dev.routeproof.routing.catalog.Money;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What a plan will take, before the first call: calls, tokens, dollars, time. */
public record Estimate(long calls, long inputTokens, long outputTokens, Money cost, Duration time) {
    /** Seconds a real model takes for an answer, where nothing is known. */
    private static final double UNKNOWN_SECONDS = 4;

    public static Estimate of(Plan plan) {
        return of(plan.calls());
    }

    static Estimate of(Collection<PlannedCall> calls) {
        long input = 0;
        long output = 0;
        var cost = Money.ZERO;
        Map<String, Double> busySeconds = new HashMap<>();
        for (var call : calls) {
            long in = TokenGuess.input(call.sample());
            long out = TokenGuess.output(call.model());
            input += in;
            output += out;
            cost = cost.plus(call.model().prices().cost(in, 0, out));
            var provider = call.model().provider();
            double seconds = seconds(call) / provider.maxInFlight();
            var perMinute = provider.requestsPerMinute();
            if (perMinute != null) {
                seconds = Math.max(seconds, 60.0 / perMinute);
            }
            busySeconds.merge(provider.id(), seconds, Double::sum);
        }
        double longest = busySeconds.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return new Estimate(calls.size(), input, output, cost, Duration.ofMillis(Math.round(longest * 1000)));
    }

    /** The cost reserved for a call before it is made. */
    static Money of(PlannedCall call, long outputTokens) {
        return call.model().prices().cost(TokenGuess.input(call.sample()), 0, outputTokens);
    }

    private static double seconds(PlannedCall call) {
        return switch (call.model().provider().wire()) {
            case RECORDED -> 0.00005;
            case OPENAI, ANTHROPIC -> UNKNOWN_SECONDS;
            case SANDBOX -> {
                var profile = call.model().sandbox();
                yield profile == null
                        ? 0.02
                        : profile.firstToken().p50Millis() / 1000 + profile.outputTokens() / profile.tokensPerSecond();
            }
        };
    }
}
