package dev.routeproof.providers.sandbox;

import dev.routeproof.providers.sandbox.AnswerKey.Answers;
import dev.routeproof.routing.catalog.SandboxProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A model that answers by its profile: the same for the same prompt and repeat, whenever and wherever asked.
 *
 * <p>Whether it is right follows a Gaussian copula. A prompt is hard or easy for all models alike (half of the
 * variance), suits one model or not (three tenths), and the rest is luck of the repeat. So models agree as real ones
 * do, and paired comparisons are as sharp as real ones.
 */
final class SimulatedModel {
    /** Accuracy at a task type that the profile does not name. */
    static final double UNNAMED_ACCURACY = 0.5;

    private static final double OF_PROMPT = Math.sqrt(0.5);
    private static final double OF_MODEL_AND_PROMPT = Math.sqrt(0.3);
    private static final double OF_REPEAT = Math.sqrt(0.2);
    private static final double NORMAL_95 = 1.6448536269514722;
    private static final double LENGTH_SIGMA = 0.3;

    private final String name;
    private final SandboxProfile profile;
    private final long seed;
    private final Map<String, Double> thresholds = new LinkedHashMap<>();
    private final double unnamedThreshold;

    SimulatedModel(String name, SandboxProfile profile) {
        this.name = name;
        this.profile = profile;
        this.seed = Draws.bits(profile.seed(), Draws.bits(name));
        var normal = new NormalDistribution(null, 0, 1);
        profile.accuracy().forEach((label, accuracy) -> thresholds.put(label, quantile(normal, accuracy)));
        this.unnamedThreshold = quantile(normal, UNNAMED_ACCURACY);
    }

    /**
     * How one call goes.
     *
     * @param outputTokens at least those of {@code text}; what is more is reported as reasoning
     * @param totalMillis to the last token
     * @param fails the call ends in a server error; its repetition does not
     */
    record Behaviour(
            String text, boolean right, int outputTokens, double firstTokenMillis, double totalMillis, boolean fails) {}

    String name() {
        return name;
    }

    /**
     * Draws the behaviour.
     *
     * @param answers null for a prompt that the answer key does not know
     * @param taskType of such a prompt
     */
    Behaviour behave(String promptHash, int repeat, @Nullable Answers answers, String taskType) {
        long prompt = Draws.bits(promptHash);
        long pair = Draws.bits(seed, prompt);
        long call = Draws.bits(pair, repeat);
        String label = answers == null ? taskType : answers.taskType().label();
        double latent = OF_PROMPT * Draws.normal(prompt, 1)
                + OF_MODEL_AND_PROMPT * Draws.normal(pair, 2)
                + OF_REPEAT * Draws.normal(call, 3);
        boolean right = latent < thresholds.getOrDefault(label, unnamedThreshold);
        String text = answers == null ? madeUp(promptHash, right) : right ? answers.right() : answers.wrong();
        int outputTokens = Math.max(roughTokens(text), outputTokens(call));
        double firstToken = firstTokenMillis(call);
        double speed = profile.tokensPerSecond();
        double rest = speed > 0 && Double.isFinite(speed) ? outputTokens * 1_000.0 / speed : 0;
        boolean fails = Draws.uniform(call, 9) < profile.errorRate();
        return new Behaviour(text, right, outputTokens, firstToken, firstToken + rest, fails);
    }

    /** Log-normal with the profile's mean. */
    private int outputTokens(long call) {
        double mu = Math.log(Math.max(1, profile.outputTokens())) - LENGTH_SIGMA * LENGTH_SIGMA / 2;
        return (int) Math.round(Math.exp(mu + LENGTH_SIGMA * Draws.normal(call, 5)));
    }

    private double firstTokenMillis(long call) {
        double p50 = profile.firstToken().p50Millis();
        double p95 = profile.firstToken().p95Millis();
        if (p50 <= 0) {
            return 0;
        }
        double sigma = p95 > p50 ? Math.log(p95 / p50) / NORMAL_95 : 0;
        return p50 * Math.exp(sigma * Draws.normal(call, 7));
    }

    private static String madeUp(String promptHash, boolean right) {
        String tag = promptHash.substring(0, Math.min(12, promptHash.length()));
        return right
                ? "A simulated answer to prompt " + tag + "."
                : "A simulated answer to prompt " + tag + " that misses the point.";
    }

    /** Four characters a token and at least one: near enough for a simulation. */
    static int roughTokens(String text) {
        return Math.max(1, (text.length() + 3) / 4);
    }

    private static double quantile(NormalDistribution normal, double probability) {
        if (probability <= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return probability >= 1 ? Double.POSITIVE_INFINITY : normal.inverseCumulativeProbability(probability);
    }
}
