import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.LogSettings;
import dev.routeproof.routing.catalog.Money;
import dev.routeproof.routing.evidence.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Writes a log as fast as the disk takes it, or recovers one; prints one line. */
public class LogBench {
    private static final Instant FROM = Instant.parse("2026-05-01T00:00:00Z");

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "write" -> write(folder, Long.parseLong(arguments[2]));
            case "recover" -> recover(folder);
            default -> throw new IllegalArgumentException("write DIR EVENTS | recover DIR");
        }
    }

    /** Writes a fifth as many elsewhere first: what is measured is a proxy that has run for some seconds. */
    private static void write(Path folder, long events) throws Exception {
        fill(folder.resolve("young"), events / 5);
        repeated.reset();
        long begun = System.nanoTime();
        long commits = fill(folder, events);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long bytes = 0;
        try (var files = Files.list(folder.resolve("p1"))) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        System.out.printf(
                "write    %,d events, %,.0f MB in %.1f s: %,.0f events/s with group fsync (%,d commits, %,d refused and repeated)%n",
                events, bytes / 1e6, seconds, events / seconds, commits, repeated.sum());
    }

    /** Returns how often it committed; everything is durable then. */
    private static long fill(Path folder, long events) throws Exception {
        Files.createDirectories(folder);
        var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "bench", "e", Clock.systemUTC());
        int producers = 2;
        var threads = new ArrayList<Thread>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            threads.add(Thread.ofPlatform().start(() -> {
                for (long i = producer; i < events / 2; i += producers) {
                    Instant at = FROM.plusMillis(i);
                    offer(log, decision("rp_" + i, "unit" + i % 50_000, at));
                    offer(log, outcome("rp_" + i, at.plusMillis(700)));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        log.close();
        return log.counters().commits();
    }

    private static final java.util.concurrent.atomic.LongAdder repeated = new java.util.concurrent.atomic.LongAdder();

    /** A producer that waits where a proxy would drop: what is measured is the writer. */
    private static void offer(EvidenceLog log, Event event) {
        while (log.depth() > 16_000) {
            repeated.increment();
            LockSupport.parkNanos(200_000);
        }
        log.offer(event);
    }

    private static void recover(Path folder) throws Exception {
        long bytes = 0;
        try (var files = Files.list(folder.resolve("p1"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".open")).toList()) {
                bytes += Files.size(file);
            }
        }
        long begun = System.nanoTime();
        var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "again", "e", Clock.systemUTC());
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "recover  %,.0f MB left open in %.2f s, %,.0f MB/s: %,d torn bytes kept aside, at most %,d events lost; heap at most %,d MiB%n",
                bytes / 1e6,
                seconds,
                bytes / 1e6 / seconds,
                log.counters().tornBytes(),
                log.counters().lostAtMost(),
                Runtime.getRuntime().maxMemory() >> 20);
        log.close();
    }

    private static Event decision(String request, String unit, Instant at) {
        return new Event.Decision(
                at,
                request,
                request,
                0,
                "canary",
                "e",
                "c0ffee",
                unit,
                "user",
                "control",
                new Event.Propensities(0.9, 0.05, 0.05),
                "balanced",
                "search",
                "web",
                "key1",
                "default",
                "large",
                false,
                "default",
                120,
                List.of(candidate("c1"), candidate("c2"), candidate("c3")),
                "0123456789abcdef0123456789abcdef",
                null);
    }

    private static Event.CandidateDecision candidate(String id) {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("simple", 0.91);
        scores.put("code", 0.03);
        scores.put("reasoning", 0.04);
        scores.put("complex", 0.02);
        return new Event.CandidateDecision(
                id, "simple", 0.91, scores, "rules", 14, false, "small", "route", Money.ofUsd(0.00021));
    }

    private static Event outcome(String request, Instant at) {
        return new Event.Outcome(
                at,
                request,
                Event.Status.COMPLETED,
                null,
                200,
                "large",
                List.of(new Event.Attempt("large", "200", 700, Money.ofUsd(0.0021))),
                130.2,
                700.4,
                35,
                310,
                0,
                95,
                "reported",
                Money.ofUsd(0.0021),
                "stop",
                true,
                null);
    }
}
