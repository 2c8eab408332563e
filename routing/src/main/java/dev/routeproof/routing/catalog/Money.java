package dev.routeproof.routing.catalog;

/**
 * An amount of US dollars, exact to a billionth of a dollar.
 *
 * <p>One token of a small model costs less than a millionth of a dollar, so micro-dollars would round single calls.
 */
public record Money(long nanoUsd) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    /** Rounds {@code usd} (dollars) to the nearest billionth. */
    public static Money ofUsd(double usd) {
        return new Money(Math.round(usd * 1e9));
    }

    public double usd() {
        return nanoUsd / 1e9;
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(nanoUsd, other.nanoUsd));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(nanoUsd, other.nanoUsd));
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanoUsd, other.nanoUsd);
    }
}
