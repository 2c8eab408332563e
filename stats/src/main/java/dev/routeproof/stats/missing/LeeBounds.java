package dev.routeproof.stats.missing;

import dev.routeproof.stats.Result;
import java.util.Arrays;

/**
 * Bounds on the difference, candidate minus baseline, among units that would answer in either arm (statistics S8).
 *
 * <p>The arm in which more units answer holds answers that the other arm would not have drawn. Their share is known,
 * {@code (r_more − r_fewer) / r_more}, but not which they are: leaving out that share of the largest answers gives one
 * bound, of the smallest the other. It assumes that the arm moves answering in one direction only. In the unit of the
 * values. Source: Lee, Training, wages, and sample selection, Review of Economic Studies 76, 2009.
 */
public final class LeeBounds {
    private static final String NOBODY = "In one arm nobody answered, so the answers cannot be compared.";

    private LeeBounds() {}

    /** The least and the greatest difference that the answers allow; equal when the response rates are. */
    public record Bounds(double low, double high) {}

    /** An arm's answers among the units that were asked. */
    public static final class Answers {
        private final double[] values;
        private final long units;

        /** {@code units} were asked, at least as many as there are {@code values}. */
        public Answers(double[] values, long units) {
            if (units < values.length) {
                throw new IllegalArgumentException(values.length + " answers from " + units + " units cannot be");
            }
            this.values = values.clone();
            Arrays.sort(this.values);
            this.units = units;
        }

        double rate() {
            return (double) values.length / units;
        }
    }

    /**
     * An arm's answers where an answer is yes or no.
     *
     * @param hits answers of 1
     * @param answers at least as many as hits
     * @param units asked, at least as many as answers
     */
    public record Share(double hits, double answers, double units) {
        public Share {
            if (!(0 <= hits && hits <= answers && answers <= units)) {
                throw new IllegalArgumentException(hits + " of " + answers + " of " + units + " cannot be");
            }
        }

        private double mean() {
            return hits / answers;
        }
    }

    /** The same bounds where an answer is yes or no. */
    public static Result<Bounds> of(Share candidate, Share baseline) {
        if (candidate.answers == 0 || baseline.answers == 0) {
            return Result.notEstimable(NOBODY);
        }
        double candidateRate = candidate.answers / candidate.units;
        double baselineRate = baseline.answers / baseline.units;
        double keep = Math.min(candidateRate, baselineRate) / Math.max(candidateRate, baselineRate);
        boolean trimCandidate = candidateRate > baselineRate;
        double trimmed = (trimCandidate ? candidate : baseline).mean();
        double other = (trimCandidate ? baseline : candidate).mean();
        double least = Math.max(0, trimmed - (1 - keep)) / keep;
        double greatest = Math.min(1, trimmed / keep);
        return Result.value(
                trimCandidate
                        ? new Bounds(least - other, greatest - other)
                        : new Bounds(other - greatest, other - least));
    }

    /** Not estimable when nobody answers in an arm. */
    public static Result<Bounds> of(Answers candidate, Answers baseline) {
        if (candidate.values.length == 0 || baseline.values.length == 0) {
            return Result.notEstimable(NOBODY);
        }
        double candidateRate = candidate.rate();
        double baselineRate = baseline.rate();
        double keep = Math.min(candidateRate, baselineRate) / Math.max(candidateRate, baselineRate);
        boolean trimCandidate = candidateRate > baselineRate;
        Answers trimmed = trimCandidate ? candidate : baseline;
        double other = mean((trimCandidate ? baseline : candidate).values, 1, true);
        double least = mean(trimmed.values, keep, true);
        double greatest = mean(trimmed.values, keep, false);
        return Result.value(
                trimCandidate
                        ? new Bounds(least - other, greatest - other)
                        : new Bounds(other - greatest, other - least));
    }

    /** The mean of the share {@code keep} of the smallest or largest values; the value at the cut counts in part. */
    private static double mean(double[] sorted, double keep, boolean smallest) {
        double room = keep * sorted.length;
        double sum = 0;
        double left = room;
        for (int i = 0; i < sorted.length && left > 0; i++) {
            double part = Math.min(1, left);
            sum += part * sorted[smallest ? i : sorted.length - 1 - i];
            left -= part;
        }
        return sum / room;
    }
}
