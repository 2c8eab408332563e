package dev.routeproof.routing.classify;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Prompts of many kinds and sizes, asked before the first live one: a young process would take milliseconds for it. */
final class WarmUp {
    private static final List<String> KINDS = List.of(
            "What is the capital of France? ",
            "Write a python function that merges two sorted lists.\n```python\ndef merge(a, b):\n    return a;\n```\n",
            "If 3 pens cost $4.50, how many can Ann buy with $12? Prove that \\frac{a}{b} + x^2 \\le 7.\n(a) 8\n(b) 9\n",
            "Draft a comprehensive migration strategy in 2,000 words:\n1. risks\n- budget\n",
            "Übersetze „größer“ ins Français; 東京の天気は。 Что это? ");
    private static final int[] SIZES = {60, 400, 2_000, 5_000};

    private WarmUp() {}

    /** Asks all of it again and again, and ends within this time and one prompt. */
    static void ask(List<LocalClassifier> classifiers, Duration atMost, LongSupplier ticker) {
        long until = ticker.getAsLong() + atMost.toNanos();
        while (true) {
            for (String kind : KINDS) {
                for (int size : SIZES) {
                    String text = kind.repeat(size / kind.length() + 1);
                    Features features = Features.of(Prompt.of(text));
                    for (LocalClassifier classifier : classifiers) {
                        classifier.classify(features);
                    }
                    if (ticker.getAsLong() - until >= 0) {
                        return;
                    }
                }
            }
        }
    }
}
