package dev.routeproof.stats.cluster;

import dev.routeproof.stats.Moments;
import dev.routeproof.stats.Result;
import java.util.List;

/**
 * The intraclass correlation ρ of requests within units, and the design effect it causes.
 *
 * <p>ρ is the share of the variance of single values that lies between units, by the one-way analysis of variance with
 * unequal sizes: {@code ρ = (MSB − MSW) / (MSB + (n̄ − 1)·MSW)}, {@code n̄ = (N − Σ n_i²/N)/(k − 1)} over k units of n_i
 * values, N in all (Donner, International Statistical Review 54, 1986). It is at most 1 and may be a little below 0 by
 * chance.
 */
public final class IntraclassCorrelation {
    private IntraclassCorrelation() {}

    /** ρ from the moments of each unit's values; units without values are passed over. */
    public static Result<Double> of(List<Moments> units) {
        Moments all = new Moments(0, 0, 0);
        double squaresOfSizes = 0;
        double within = 0;
        int count = 0;
        for (Moments unit : units) {
            if (unit.n() > 0) {
                count++;
                all = all.plus(unit);
                squaresOfSizes += (double) unit.n() * unit.n();
                within += Math.max(0, unit.sumSquares() - unit.sum() * unit.sum() / unit.n());
            }
        }
        if (count < 2 || all.n() == count) {
            return Result.notEstimable("The correlation within units needs two units, and two values in one of them.");
        }
        double total = Math.max(0, all.sumSquares() - all.sum() * all.sum() / all.n());
        if (total == 0) {
            return Result.notEstimable("All values are equal, so nothing can be said about their correlation.");
        }
        double size = (all.n() - squaresOfSizes / all.n()) / (count - 1);
        double between = (total - within) / (count - 1);
        double inside = within / (all.n() - count);
        return Result.value((between - inside) / (between + (size - 1) * inside));
    }

    /**
     * By how much correlation inflates the variance of a mean over requests: {@code 1 + (Σn_i²/Σn_i − 1)·ρ}, at least 1
     * (Kish 1965); a negative ρ counts as 0. Requests divided by it are the effective number of requests.
     */
    public static Result<Double> designEffect(List<Moments> units) {
        double total = units.stream().mapToDouble(Moments::n).sum();
        double squares = units.stream().mapToDouble(u -> (double) u.n() * u.n()).sum();
        return of(units).map(rho -> 1 + (squares / total - 1) * Math.max(0, rho));
    }
}
