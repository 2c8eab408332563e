package dev.routeproof.proxy.admin;

import dev.routeproof.proxy.record.Exchange;
import dev.routeproof.routing.evidence.Event;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counters of the proxy and their Prometheus text. Safe for use by many threads. */
public final class Metrics {
    /** Upper bounds of the overhead histogram, microseconds. */
    private static final long[] OVERHEAD_MICROS = {50, 100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 250_000
    };

    public final LongAdder requests = new LongAdder();
    public final LongAdder shadowEvaluated = new LongAdder();
    public final LongAdder shadowDropped = new LongAdder();
    public final LongAdder shadowFailed = new LongAdder();
    public final LongAdder feedback = new LongAdder();
    public final LongAdder escalated = new LongAdder();
    public final LongAdder mirrorSampledOut = new LongAdder();
    public final LongAdder reloads = new LongAdder();
    public final LongAdder reloadFailures = new LongAdder();

    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> refusals = new ConcurrentHashMap<>();
    private final LongAdder[] overhead = new LongAdder[OVERHEAD_MICROS.length + 1];
    private final LongAdder overheadSum = new LongAdder();
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final Map<String, LongSupplier> gauges = new ConcurrentSkipListMap<>();
    private final Map<String, LongSupplier> counters = new ConcurrentSkipListMap<>();
    private final Map<String, Supplier<Map<String, Long>>> families = new ConcurrentSkipListMap<>();

    public Metrics() {
        for (int i = 0; i < overhead.length; i++) {
            overhead[i] = new LongAdder();
        }
        gauge("routeproof_exchanges_in_flight", this::inFlight);
    }

    /** Exchanges that have begun and not ended. */
    public long inFlight() {
        return begun.sum() - ended.sum();
    }

    public void gauge(String name, LongSupplier value) {
        gauges.put(name, value);
    }

    public void counter(String name, LongSupplier value) {
        counters.put(name, value);
    }

    /** Counters of one name, by their labels: {@code stage="llm",said="failed"}. */
    public void family(String name, Supplier<Map<String, Long>> values) {
        families.put(name, values);
    }

    public void started(Exchange exchange) {
        begun.increment();
    }

    public void ended(Exchange exchange) {
        ended.increment();
        Event.Status status = exchange.status();
        String word = status == null ? "unknown" : status.name().toLowerCase(Locale.ROOT);
        String error = exchange.error() == null ? "" : exchange.error();
        outcomes.computeIfAbsent("status=\"" + word + "\",error=\"" + error + "\"", key -> new LongAdder())
                .increment();
        if (exchange.served() != null) {
            long micros = exchange.overheadNanos() / 1_000;
            int bucket = 0;
            while (bucket < OVERHEAD_MICROS.length && micros > OVERHEAD_MICROS[bucket]) {
                bucket++;
            }
            overhead[bucket].increment();
            overheadSum.add(micros);
        }
    }

    public void refused(int status) {
        refusals.computeIfAbsent(status, key -> new LongAdder()).increment();
    }

    /** Exchanges that ended this way so far; {@code error} empty for none. */
    public long outcomes(String status, String error) {
        var counter = outcomes.get("status=\"" + status + "\",error=\"" + error + "\"");
        return counter == null ? 0 : counter.sum();
    }

    /** Requests the proxy itself answered with this status so far. */
    public long refusals(int status) {
        var counter = refusals.get(status);
        return counter == null ? 0 : counter.sum();
    }

    /** The text exposition format of Prometheus, version 0.0.4. */
    public String text() {
        var out = new StringBuilder(4_096);
        counter(out, "routeproof_requests_total", requests.sum());
        counter(out, "routeproof_shadow_evaluated_total", shadowEvaluated.sum());
        counter(out, "routeproof_shadow_dropped_total", shadowDropped.sum());
        counter(out, "routeproof_shadow_failed_total", shadowFailed.sum());
        counter(out, "routeproof_feedback_total", feedback.sum());
        counter(out, "routeproof_escalated_total", escalated.sum());
        counter(out, "routeproof_reloads_total", reloads.sum());
        counter(out, "routeproof_reload_failures_total", reloadFailures.sum());
        counters.forEach((name, value) -> counter(out, name, value.getAsLong()));
        families.forEach((name, values) -> {
            out.append("# TYPE ").append(name).append(" counter\n");
            values.get()
                    .forEach((labels, value) -> out.append(name)
                            .append('{')
                            .append(labels)
                            .append("} ")
                            .append(value)
                            .append('\n'));
        });
        gauges.forEach((name, value) -> out.append("# TYPE ")
                .append(name)
                .append(" gauge\n")
                .append(name)
                .append(' ')
                .append(value.getAsLong())
                .append('\n'));
        out.append("# TYPE routeproof_outcomes_total counter\n");
        outcomes.forEach((labels, count) -> out.append("routeproof_outcomes_total{")
                .append(labels)
                .append("} ")
                .append(count.sum())
                .append('\n'));
        out.append("# TYPE routeproof_refusals_total counter\n");
        refusals.forEach((status, count) -> out.append("routeproof_refusals_total{status=\"")
                .append(status)
                .append("\"} ")
                .append(count.sum())
                .append('\n'));
        histogram(out);
        return out.toString();
    }

    private static void counter(StringBuilder out, String name, long value) {
        out.append("# TYPE ")
                .append(name)
                .append(" counter\n")
                .append(name)
                .append(' ')
                .append(value)
                .append('\n');
    }

    private void histogram(StringBuilder out) {
        out.append("# HELP routeproof_overhead_seconds Time the proxy adds before an answer begins.\n");
        out.append("# TYPE routeproof_overhead_seconds histogram\n");
        long total = 0;
        for (int i = 0; i < OVERHEAD_MICROS.length; i++) {
            total += overhead[i].sum();
            out.append("routeproof_overhead_seconds_bucket{le=\"")
                    .append(OVERHEAD_MICROS[i] / 1e6)
                    .append("\"} ")
                    .append(total)
                    .append('\n');
        }
        total += overhead[OVERHEAD_MICROS.length].sum();
        out.append("routeproof_overhead_seconds_bucket{le=\"+Inf\"} ")
                .append(total)
                .append('\n');
        out.append("routeproof_overhead_seconds_sum ")
                .append(overheadSum.sum() / 1e6)
                .append('\n');
        out.append("routeproof_overhead_seconds_count ").append(total).append('\n');
    }
}
