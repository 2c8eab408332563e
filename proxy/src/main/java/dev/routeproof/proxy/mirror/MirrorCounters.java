package dev.routeproof.proxy.mirror;

import dev.routeproof.routing.evidence.Event;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of mirrored requests, and why others were not mirrored. Safe for use by many threads. */
public final class MirrorCounters {
    private final Map<Drop, LongAdder> drops = new EnumMap<>(Drop.class);
    private final Map<Event.Status, LongAdder> calls = new EnumMap<>(Event.Status.class);

    MirrorCounters() {
        for (Drop why : Drop.values()) {
            drops.put(why, new LongAdder());
        }
        for (Event.Status status : Event.Status.values()) {
            calls.put(status, new LongAdder());
        }
    }

    void drop(Drop why) {
        count(drops, why);
    }

    void end(Event.Status how) {
        count(calls, how);
    }

    private static <K> void count(Map<K, LongAdder> in, K what) {
        LongAdder counter = in.get(what);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Requests not mirrored for this reason so far. */
    public long dropped(Drop why) {
        return sum(drops, why);
    }

    /** Calls that ended this way so far. */
    public long called(Event.Status how) {
        return sum(calls, how);
    }

    private static <K> long sum(Map<K, LongAdder> in, K what) {
        LongAdder counter = in.get(what);
        return counter == null ? 0 : counter.sum();
    }

    /** By the label of a metric; {@code sampledOut} were not drawn. */
    Map<String, Long> dropLabels(long sampledOut) {
        var labels = new TreeMap<String, Long>();
        labels.put("reason=\"sampled_out\"", sampledOut);
        drops.forEach((why, count) -> labels.put("reason=\"" + why.word() + "\"", count.sum()));
        return labels;
    }

    Map<String, Long> callLabels() {
        var labels = new TreeMap<String, Long>();
        calls.forEach(
                (how, count) -> labels.put("status=\"" + how.name().toLowerCase(Locale.ROOT) + "\"", count.sum()));
        return labels;
    }
}
