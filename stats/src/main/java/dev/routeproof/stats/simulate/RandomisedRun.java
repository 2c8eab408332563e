package dev.routeproof.stats.simulate;

import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.AssignmentBet;
import dev.routeproof.stats.sequential.BucketRange;
import dev.routeproof.stats.sequential.Entry;
import dev.routeproof.stats.sequential.Evidence;
import dev.routeproof.stats.stratified.Stratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A log with its arms drawn anew and an effect planted, through the bet and into strata. A stratum is an epoch and what
 * was known of a unit's bucket: within it everyone has the same conditional propensity.
 */
record RandomisedRun(Result<Evidence> bet, List<Stratum> strata) {
    /** {@code bet} is fresh; {@code planted} is the difference added to the candidate's values, which stay within [0,1]. */
    static RandomisedRun of(ValueLog log, long seed, AssignmentBet bet, double planted) {
        BucketRange[] known = new BucketRange[log.unitCount()];
        Arrays.fill(known, BucketRange.UNKNOWN);
        Map<Key, WatchedMeans> strata = new LinkedHashMap<>();
        double mean = log.mean();
        int epoch = 0;
        for (int i = 0; i < log.size(); i++) {
            if (log.epoch(i) != epoch) {
                epoch = log.epoch(i);
                bet.startEpoch();
            }
            int unit = log.unit(i);
            double share = log.share(epoch);
            boolean candidate = bucket(seed, unit) < share;
            double value = candidate ? planted(log.value(i), planted, mean) : log.value(i);
            BucketRange range = known[unit];
            if (bet.observe(candidate, value, range.propensity(share)) == Entry.EVIDENCE) {
                strata.computeIfAbsent(new Key(epoch, range), key -> new WatchedMeans(ReRandomisation.ALPHA))
                        .include(candidate, value);
            }
            known[unit] = range.after(candidate, share);
        }
        List<Stratum> list = new ArrayList<>();
        strata.values().forEach(means -> list.add(new Stratum(means.candidate(), means.baseline())));
        return new RandomisedRun(bet.evidence(), list);
    }

    private record Key(int epoch, BucketRange known) {}

    /** Moves each value towards 1 or 0 in proportion to its distance, so that the mean moves by {@code effect}. */
    private static double planted(double value, double effect, double mean) {
        return effect >= 0 ? value + effect * (1 - value) / (1 - mean) : value * (1 + effect / mean);
    }

    /** A number in [0,1) that depends on the round and the unit only: the finaliser of SplitMix64. */
    private static double bucket(long seed, int unit) {
        long z = seed + unit * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }
}
