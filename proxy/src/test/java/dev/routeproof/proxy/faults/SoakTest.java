package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.LogSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R44: mixed traffic in which every tenth request meets each fault; nothing grows and every request ends once. */
class SoakTest {
    /** {@code scripts/soak} asks for an hour. */
    private static final int SECONDS = Integer.getInteger("routeproof.soak", 12);

    private static final int CALLERS = 16;
    private static final String[] FAULTS = {"500", "429", "reset", "truncated", "silent", "garbage", "leave"};

    @TempDir
    Path folder;

    @Test
    void r44NothingLeaksAndTheLedgerBalances() throws Exception {
        var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "boot", "e", Clock.systemUTC());
        var asked = new AtomicLong();
        try (var upstream = ScriptedUpstream.playing(SoakTest::answer);
                var rig = Rig.plan().sink(log).inFrontOf(upstream)) {
            run(rig, upstream, 3, asked);
            long descriptorsBefore = descriptors();
            long memoryBefore = residentKib();
            run(rig, upstream, SECONDS, asked);
            rig.nothingLeaks();
            Rig.until("connections of callers are gone", () -> descriptors() <= descriptorsBefore + 64);
            if (SECONDS >= 1_800) {
                double perHour = (residentKib() - memoryBefore) / 1_024.0 * 3_600 / SECONDS;
                System.out.printf("%,d requests; resident memory %+.1f MiB/h%n", asked.get(), perHour);
                assertThat(perHour).as("growth of resident memory, MiB an hour").isLessThan(1);
            }
        }
        var found = LogOnDisk.read(folder.resolve("p1"));
        found.balances();
        assertThat(found.dropped).isZero();
        assertThat(found.decisions.size()).isLessThanOrEqualTo((int) asked.get());
        assertThat(found.statuses.keySet()).contains("completed", "failed", "cancelled");
    }

    private static void run(Rig rig, ScriptedUpstream upstream, int seconds, AtomicLong asked) throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        var threads = new ArrayList<Thread>();
        for (int caller = 0; caller < CALLERS; caller++) {
            var random = new SplittableRandom(caller);
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < until) {
                    asked.incrementAndGet();
                    ask(rig, random);
                    upstream.received.clear();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void ask(Rig rig, SplittableRandom random) {
        int dice = random.nextInt(10);
        String fault = dice < FAULTS.length ? FAULTS[dice] : "none";
        String body = (random.nextBoolean() ? Rig.STREAM_BODY : Rig.BODY).replace("hi", "fault-" + fault);
        try (var caller = rig.caller()) {
            caller.send(RawCaller.post("/v1/chat/completions", body));
            if (fault.equals("leave")) {
                caller.reset();
            } else {
                caller.answer();
            }
        } catch (Exception cut) {
            // What this caller feels is the subject of other tests.
        }
    }

    private static void answer(ScriptedUpstream.Peer peer) throws Exception {
        while (peer.request() instanceof ScriptedUpstream.Received request) {
            String text = request.text();
            boolean stream = text.contains("\"stream\":true");
            String fault = text.replaceAll("(?s).*fault-(\\w+).*", "$1");
            switch (fault) {
                case "500" -> peer.send(Wire.json(500, "{\"error\":{\"message\":\"broken\"}}"));
                case "429" -> peer.send(Wire.json(429, "{\"error\":{}}", "Retry-After: 1"));
                case "reset" -> peer.reset();
                case "truncated" -> {
                    peer.send(Wire.STREAM_HEAD + "ff\r\n" + Wire.delta("x"));
                    peer.socket().close();
                }
                case "silent", "leave" -> peer.awaitLeft();
                case "garbage" -> {
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!");
                    peer.awaitLeft();
                }
                default -> peer.send(Wire.good(stream).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException notLinux) {
            return 0;
        }
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
