package dev.routeproof.harness.label;

import dev.routeproof.stats.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Confidences beside what came true: whether they are honest, and whether they put the mistakes last. */
public final class Confidences {
    private static final int BINS = 10;

    private record Judged(double confidence, boolean right) {}

    /**
     * What is gained by leaving the least certain answers to the default model.
     *
     * @param share of the prompts left out, [0,1]
     * @param below confidence under which they are left out
     * @param accuracy of the rest, [0,1]
     * @param gain accuracy of the rest less that of all
     */
    public record Abstaining(double share, double below, double accuracy, double gain) {}

    private final List<Judged> judged = new ArrayList<>();

    void add(double confidence, boolean right) {
        judged.add(new Judged(confidence, right));
    }

    /**
     * Expected calibration error in ten bins of equal width: mean distance of confidence and accuracy, weighted by the
     * prompts in each; NaN without prompts. (Guo et al. 2017, ICML.)
     */
    public double calibrationError() {
        double[] off = new double[BINS];
        for (Judged one : judged) {
            off[Math.min(BINS - 1, (int) (one.confidence() * BINS))] += one.confidence() - (one.right() ? 1 : 0);
        }
        double sum = 0;
        for (double bin : off) {
            sum += Math.abs(bin);
        }
        return sum / judged.size();
    }

    /** Leaves out the least certain {@code share} of the prompts; of equally certain ones a part of each. */
    public Result<Abstaining> abstaining(double share) {
        int all = judged.size();
        double out = share * all;
        if (out < 1) {
            return Result.notEstimable("with " + all + " labelled prompts, the least certain " + Math.round(100 * share)
                    + " % are less than one");
        }
        var sorted = judged.stream()
                .sorted(Comparator.comparingDouble(Judged::confidence))
                .toList();
        double below = sorted.get((int) Math.min(all - 1, Math.floor(out))).confidence();
        double right = 0;
        double surelyOut = 0;
        double rightOut = 0;
        double tied = 0;
        double rightTied = 0;
        for (Judged one : sorted) {
            double point = one.right() ? 1 : 0;
            right += point;
            if (one.confidence() < below) {
                surelyOut++;
                rightOut += point;
            } else if (one.confidence() == below) {
                tied++;
                rightTied += point;
            }
        }
        rightOut += rightTied * (out - surelyOut) / tied;
        double rest = (right - rightOut) / (all - out);
        return Result.value(new Abstaining(share, below, rest, rest - right / all));
    }
}
