package dev.routeproof.stats.paired;

import dev.routeproof.stats.Estimate;
import dev.routeproof.stats.PairedCounts;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.distribution.Normal;
import dev.routeproof.stats.proportion.ProportionIntervals;

/**
 * Two-sided intervals for the difference of two pass rates on the same items, first minus second, in [-1,1];
 * {@code level} in (0,1). Without pairs they are not estimable. The value is always the observed difference.
 */
public final class PairedDifferences {
    private PairedDifferences() {}

    /** Wald: d ± z √((b + c) - (b - c)²/n) / n. No width when nothing is discordant; for comparison only. */
    public static Result<Estimate> wald(PairedCounts pairs, double level) {
        return nonEmpty(pairs, level).flatMap(p -> Result.value(wald(p, 0, level)));
    }

    /**
     * Agresti-Min: Wald after adding ½ to every cell (Statistics in Medicine 24, 2005). The default for display and
     * for calibration.
     */
    public static Result<Estimate> agrestiMin(PairedCounts pairs, double level) {
        return nonEmpty(pairs, level).flatMap(p -> Result.value(wald(p, 0.5, level)));
    }

    /**
     * Newcombe's square-and-add interval with the continuity-corrected correlation φ of the two outcomes: d - √(δ1² -
     * 2φ δ1 ε2 + ε2²) and d + √(ε1² - 2φ ε1 δ2 + δ2²), δ and ε being the distances from each rate to its Wilson limits
     * (Statistics in Medicine 17, 1998, paper on paired data, method 10).
     */
    public static Result<Estimate> newcombe(PairedCounts pairs, double level) {
        return nonEmpty(pairs, level).flatMap(p -> {
            Estimate first = ProportionIntervals.wilson(p.first(), level).orElseThrow();
            Estimate second = ProportionIntervals.wilson(p.second(), level).orElseThrow();
            double phi = correlation(p);
            double d = p.difference();
            double low = d - distance(first.value() - first.low(), second.high() - second.value(), phi);
            double high = d + distance(first.high() - first.value(), second.value() - second.low(), phi);
            return Result.value(new Estimate(d, Math.max(-1, low), Math.min(1, high), level));
        });
    }

    private static double distance(double a, double b, double phi) {
        return Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
    }

    /** φ = (ad - bc)/√(row and column products), ad - bc reduced by n/2 towards 0 when positive; 0 if undefined. */
    private static double correlation(PairedCounts p) {
        double rows = Math.sqrt((double) p.first().successes() * p.first().failures());
        double columns = Math.sqrt((double) p.second().successes() * p.second().failures());
        if (rows == 0 || columns == 0) {
            return 0;
        }
        double cross = (double) p.both() * p.neither() - (double) p.onlyFirst() * p.onlySecond();
        double corrected = cross > 0 ? Math.max(0, cross - p.n() / 2d) : cross;
        return corrected / rows / columns;
    }

    private static Estimate wald(PairedCounts p, double addedToEachCell, double level) {
        double n = p.n() + 4 * addedToEachCell;
        double discordant = p.discordant() + 2 * addedToEachCell;
        double net = (double) p.onlyFirst() - p.onlySecond();
        double half = Normal.critical(level) * Math.sqrt(Math.max(0, discordant - net * net / n)) / n;
        return new Estimate(p.difference(), Math.max(-1, net / n - half), Math.min(1, net / n + half), level);
    }

    private static Result<PairedCounts> nonEmpty(PairedCounts pairs, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a confidence level lies in (0,1), not " + level);
        }
        return pairs.n() == 0 ? Result.notEstimable("No pairs to compare.") : Result.value(pairs);
    }
}
