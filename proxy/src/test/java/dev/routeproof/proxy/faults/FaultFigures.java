package dev.routeproof.proxy.faults;

import dev.routeproof.proxy.http.Limits;
import dev.routeproof.proxy.rollout.KeyRing;
import dev.routeproof.routing.config.proxy.VirtualKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Figures of the matrix that are a matter of time: {@code scripts/measure-faults} prints them with their targets. No suite
 * runs this class: a crowded machine would make it lie. Both sides of a difference are taken by turns.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultFigures {
    private static final int ROUNDS = 5;
    private static final int REQUESTS = Integer.getInteger("routeproof.requests", 4_000);

    private static void line(String what, double value, double target) {
        System.out.printf("%-74s %9.3f   %s%n", what + " (" + target + ")", value, value <= target ? "met" : "MISSED");
    }

    /** Milliseconds of {@code count} requests of a caller who does nothing wrong, one after the other. */
    private static double[] asked(Rig rig, int count) throws Exception {
        var millis = new double[count];
        try (var caller = rig.caller()) {
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                if (SlowReaders.fast(caller).status() != 200) {
                    throw new AssertionError("a request failed");
                }
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        return millis;
    }

    private static double quantile(List<double[]> parts, double at) {
        double[] all = parts.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        return all[(int) Math.min(all.length - 1, at * all.length)];
    }

    private static void difference(String row, List<double[]> without, List<double[]> with, double target) {
        System.out.printf(
                "%s: p50 %.3f, p99 %.3f ms without; p50 %.3f, p99 %.3f ms with%n",
                row, quantile(without, 0.5), quantile(without, 0.99), quantile(with, 0.5), quantile(with, 0.99));
        line(row + ", added p99 of others, ms", quantile(with, 0.99) - quantile(without, 0.99), target);
    }

    @Test
    @Order(1)
    void r5() throws Exception {
        var sent = new AtomicLong();
        try (var upstream = SlowReaders.provider(sent);
                var rig = Rig.plan().limits(Limiting.patient()).inFrontOf(upstream)) {
            for (int i = 0; i < 5; i++) {
                asked(rig, REQUESTS);
                upstream.received.clear();
            }
            var without = new ArrayList<double[]>();
            var with = new ArrayList<double[]>();
            for (int round = 0; round < ROUNDS; round++) {
                without.add(asked(rig, REQUESTS));
                try (var slow = new SlowReaders(rig)) {
                    Rig.until("they stream", Duration.ofSeconds(20), () -> sent.get() > 32 << 20);
                    with.add(asked(rig, REQUESTS));
                }
                Rig.until("they are gone", () -> rig.proxy.inFlight() == 0);
                sent.set(0);
                upstream.received.clear();
            }
            difference("R5, 50 slow readers of 50 MiB", without, with, 5);
        }
    }

    @Test
    @Order(2)
    void r26() throws Exception {
        var head = Duration.ofSeconds(10);
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().limits(slowHeads(head)).inFrontOf(upstream)) {
            for (int i = 0; i < 5; i++) {
                asked(rig, REQUESTS);
                upstream.received.clear();
            }
            var without = new ArrayList<double[]>();
            var with = new ArrayList<double[]>();
            double closed = 0;
            for (int round = 0; round < 2; round++) {
                without.add(asked(rig, REQUESTS));
                var slow = new ArrayList<RawCaller>();
                long opened = System.nanoTime();
                for (int i = 0; i < 1_000; i++) {
                    slow.add(rig.caller().send("POST /v1/chat/completions HTTP/1.1\r\nHost: pro"));
                }
                with.add(asked(rig, REQUESTS));
                for (RawCaller caller : slow) {
                    if (caller.read() >= 0) {
                        throw new AssertionError("a slow head was answered");
                    }
                    caller.close();
                }
                closed = Math.max(closed, (System.nanoTime() - opened) / 1e9);
                upstream.received.clear();
            }
            line("R26, all 1,000 slow heads closed after, s", closed, 10 + 1);
            difference("R26, 1,000 slow heads", without, with, 1);
        }
    }

    private static Limits slowHeads(Duration head) {
        var of = Limiting.patient();
        return new Limits(
                of.bodyBytes(),
                of.bufferedBytes(),
                of.inFlight(),
                of.firstByte(),
                of.idle(),
                of.connect(),
                of.acquire(),
                head,
                of.bodyProgress(),
                Duration.ofSeconds(60),
                of.pool(),
                of.breakerPause());
    }

    /** Processor time of the event loops for each body, the median of nine after a warm-up. */
    @Test
    @Order(3)
    void r32() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().limits(Limiting.largeBodies()).inFrontOf(upstream)) {
            double worst = 0;
            String slowest = "";
            for (var hostile : HostileJson.bodies().entrySet()) {
                var millis = new double[9];
                for (int i = -5; i < millis.length; i++) {
                    long before = EventLoops.cpuNanos();
                    refused(rig, hostile.getValue());
                    if (i >= 0) {
                        millis[i] = (EventLoops.cpuNanos() - before) / 1e6;
                    }
                }
                Arrays.sort(millis);
                if (millis[4] > worst) {
                    worst = millis[4];
                    slowest = hostile.getKey();
                }
            }
            line("R32, CPU ms to refuse the slowest body: " + slowest, worst, 50);
        }
    }

    private static void refused(Rig rig, byte[] body) throws Exception {
        try (var caller = rig.caller()) {
            caller.send("POST /v1/chat/completions HTTP/1.1\r\nHost: p\r\nContent-Length: " + body.length + "\r\n\r\n");
            if (caller.send(body).answer().status() != 400) {
                throw new AssertionError("not refused");
            }
        }
    }

    /** X2: how long it takes to look a credential up says nothing about the keys that there are. */
    @Test
    @Order(4)
    void x2() {
        var keys = new ArrayList<VirtualKey>();
        for (int i = 0; i < 100; i++) {
            keys.add(Credentials.key("k" + i));
        }
        var ring = new KeyRing(keys);
        var shown = List.of(Marks.virtualKey("k0"), Marks.virtualKey("k99"), Marks.virtualKey("none"));
        var nanos = new double[shown.size()][2_001];
        for (int i = -2_000; i < nanos[0].length; i++) {
            for (int which = 0; which < shown.size(); which++) {
                long start = System.nanoTime();
                for (int repeat = 0; repeat < 20; repeat++) {
                    ring.find(shown.get(which));
                }
                if (i >= 0) {
                    nanos[which][i] = (System.nanoTime() - start) / 20.0;
                }
            }
        }
        double least = Double.MAX_VALUE;
        double most = 0;
        for (double[] of : nanos) {
            Arrays.sort(of);
            least = Math.min(least, of[of.length / 2]);
            most = Math.max(most, of[of.length / 2]);
        }
        System.out.printf(
                "X2: looking a key up among 100: medians %.0f to %.0f ns (first, last, unknown)%n", least, most);
        line("X2, difference between the first, the last and an unknown key, %", 100 * (most - least) / least, 5);
    }
}
