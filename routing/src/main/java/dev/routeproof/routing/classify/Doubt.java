package dev.routeproof.routing.classify;

/**
 * What two narrower views say of a prompt, and how far the confidence follows them: where words and signals point at
 * different labels, the whole is less sure than it thinks.
 *
 * <p>The confidence in a label is the logistic function of {@code bias + whole · l + words · l + signals · l}, where each l
 * is the log odds of the label in that view; fitted to whether the label was right on prompts left out of training.
 *
 * @param onWords the view of the words alone
 * @param onSignals the view of the signals alone
 */
public record Doubt(View onWords, View onSignals, double bias, double whole, double words, double signals) {
    /** A share nearer to 0 or 1 says no more than this. */
    private static final double LEAST = 1e-6;

    /** Log odds of a share. */
    public static double logOdds(double share) {
        double kept = Math.clamp(share, LEAST, 1 - LEAST);
        return StrictMath.log(kept / (1 - kept));
    }

    /** Confidence in a label with these shares, [0,1]. */
    double confidence(double ofWhole, double ofWords, double ofSignals) {
        double sum = bias + whole * logOdds(ofWhole) + words * logOdds(ofWords) + signals * logOdds(ofSignals);
        return 1 / (1 + StrictMath.exp(-sum));
    }
}
