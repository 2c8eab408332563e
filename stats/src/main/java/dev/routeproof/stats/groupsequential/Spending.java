package dev.routeproof.stats.groupsequential;

import dev.routeproof.stats.distribution.Normal;

/**
 * How much of α may have been spent when a fraction t of the information is in: 0 at t = 0, α at t ≥ 1, increasing (Lan
 * and DeMets, Biometrika 70, 1983). α is the one-sided size of the boundary it spends on.
 */
public sealed interface Spending {
    /** Resembles O'Brien-Fleming: 2(1 - Φ(z_(α/2)/√t)); almost nothing early. The default for planning. */
    record ObrienFleming() implements Spending {}

    /** Resembles Pocock: α log(1 + (e - 1)t). */
    record Pocock() implements Spending {}

    /** α t^exponent, exponent above 0 (Kim and DeMets, Biometrika 74, 1987). */
    record Power(double exponent) implements Spending {
        public Power {
            if (!(exponent > 0)) {
                throw new IllegalArgumentException("the exponent of a spending function is above 0, not " + exponent);
            }
        }
    }

    /** α(1 - e^(-γt))/(1 - e^(-γ)), linear at γ = 0 (Hwang, Shih and DeCani, Statistics in Medicine 9, 1990). */
    record HwangShihDecani(double gamma) implements Spending {}

    /** α spent by information fraction {@code t ≥ 0}. */
    default double spent(double alpha, double t) {
        if (t <= 0 || t >= 1) {
            return t <= 0 ? 0 : alpha;
        }
        return switch (this) {
            case ObrienFleming() -> 2 * Normal.survival(-Normal.quantile(alpha / 2) / Math.sqrt(t));
            case Pocock() -> alpha * Math.log1p((Math.E - 1) * t);
            case Power(double exponent) -> alpha * Math.pow(t, exponent);
            case HwangShihDecani(double gamma) ->
                gamma == 0 ? alpha * t : alpha * Math.expm1(-gamma * t) / Math.expm1(-gamma);
        };
    }
}
