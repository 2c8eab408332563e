package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.catalog.Tier;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the model that a candidate picks, told by headers.
 *
 * @param maxLatency of a whole answer; null: no limit
 * @param maxCost of this request; null: no limit
 * @param tier null: the table's choice
 */
public record Wishes(
        @Nullable Duration maxLatency,
        @Nullable Money maxCost,
        @Nullable Tier tier) {
    public static final Wishes NONE = new Wishes(null, null, null);

    /** Milliseconds. */
    static final CharSequence MAX_LATENCY = HttpHeaders.createOptimized("X-Route-Max-Latency-Ms");
    /** US dollars. */
    static final CharSequence MAX_COST = HttpHeaders.createOptimized("X-Route-Max-Cost");
    /** A tier's word. */
    static final CharSequence TIER = HttpHeaders.createOptimized("X-Route-Tier");

    private static final double LONGEST_MILLIS = 86_400_000;
    private static final double MOST_USD = 1_000_000;

    /** A header whose value is none; the message names it and what it may be. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /** @param header value of a request header by its name; null where it is absent */
    public static Wishes read(Function<CharSequence, @Nullable String> header) throws Unreadable {
        String latency = header.apply(MAX_LATENCY);
        String cost = header.apply(MAX_COST);
        String tier = header.apply(TIER);
        if (latency == null && cost == null && tier == null) {
            return NONE;
        }
        return new Wishes(
                latency == null
                        ? null
                        : Duration.ofNanos((long) (number(MAX_LATENCY, latency, LONGEST_MILLIS, "milliseconds") * 1e6)),
                cost == null ? null : Money.ofUsd(number(MAX_COST, cost, MOST_USD, "US dollars")),
                tier == null ? null : tier(tier));
    }

    private static double number(CharSequence name, String value, double most, String unit) throws Unreadable {
        try {
            double number = Double.parseDouble(value.strip());
            if (number > 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new Unreadable("The header " + name + " must be a number of " + unit + " above 0.");
    }

    private static Tier tier(String value) throws Unreadable {
        for (Tier tier : Tier.values()) {
            if (tier.word().equalsIgnoreCase(value.strip())) {
                return tier;
            }
        }
        String words = Arrays.stream(Tier.values()).map(Tier::word).collect(Collectors.joining(", "));
        throw new Unreadable("The header " + TIER + " must be one of " + words + ".");
    }
}
