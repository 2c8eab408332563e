package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.proxy.record.EvidenceLog;
import dev.routeproof.proxy.record.LogSettings;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R44: mixed traffic in which every tenth request meets each fault; nothing grows and every request ends once. A minute of it
 * shows leaks of objects, buffers and descriptors; the slope of the resident memory needs half an hour at least.
 */
@Faults
class SoakTest {
    /** {@code scripts/soak} asks for an hour. */
    private static final int SECONDS = Integer.getInteger("routeproof.soak", 60);

    private static final int CALLERS = 16;
    private static final String[] FAULTS = {
        "500", "429", "reset", "truncated", "silent", "garbage", "leave", "malformed", "mispacked"
    };

    @TempDir
    Path folder;

    /** From this length on the slope of the resident memory is judged; seconds. */
    private static final int LONG = 1_800;

    /** Between two requests of a caller: a long run has one or two million an hour, which the ledger holds in memory. */
    private static final Duration PAUSE = Duration.ofMillis(SECONDS >= LONG ? 25 : 0);

    @Test
    void r44NothingLeaksAndTheLedgerBalances() throws Exception {
        var log = EvidenceLog.open(LogSettings.of(folder, "p1"), "boot", "e", Clock.systemUTC());
        var asked = new AtomicLong();
        try (var upstream = ScriptedUpstream.playing(SoakTest::answer);
                var rig = Rig.plan().sink(log).inFrontOf(upstream)) {
            run(rig, upstream, Math.max(3, SECONDS / 6), asked);
            rig.nothingLeaks();
            long descriptorsBefore = descriptors();
            long heapBefore = heap();
            long buffersBefore = PlatformDependent.usedDirectMemory();
            long warm = asked.get();
            var memory = new Slope();
            run(rig, upstream, SECONDS, asked, memory);
            rig.nothingLeaks();
            Rig.until("connections are gone", () -> descriptors() <= descriptorsBefore + 64);
            double heapGrowth = (heap() - heapBefore) / 1_048_576.0;
            double bufferGrowth = (PlatformDependent.usedDirectMemory() - buffersBefore) / 1_048_576.0;
            System.out.printf(
                    "%,d requests in %d s: descriptors %+d, heap %+.1f MiB, buffers %+.1f MiB%n",
                    asked.get() - warm, SECONDS, descriptors() - descriptorsBefore, heapGrowth, bufferGrowth);
            assertThat(heapGrowth).as("growth of the heap, MiB").isLessThan(8);
            assertThat(bufferGrowth).as("growth of Netty's direct memory, MiB").isLessThan(16);
            System.out.printf("resident memory %+.2f MiB an hour%n", memory.mebibytesAnHour());
            if (SECONDS >= LONG) {
                assertThat(memory.mebibytesAnHour())
                        .as("slope of the resident memory, MiB an hour")
                        .isLessThanOrEqualTo(1);
            }
        }
        var found = LogOnDisk.read(folder.resolve("p1"));
        found.balances();
        assertThat(found.dropped).isZero();
        assertThat(found.damaged).isZero();
        assertThat((long) found.decisions.size()).isLessThanOrEqualTo(asked.get());
        assertThat(found.statuses.keySet()).contains("completed", "failed", "cancelled");
    }

    /**
     * The line of least squares through the resident memory of the later half: the first one fills caches and pools. Pages
     * of files are left out: a system may drop them and read them again, which is no growth.
     */
    private static final class Slope {
        private final List<double[]> points = new ArrayList<>();

        void sample() throws IOException {
            points.add(new double[] {System.nanoTime() / 1e9 / 3_600, residentKib() / 1_024.0});
        }

        double mebibytesAnHour() {
            var later = points.subList(points.size() / 2, points.size());
            double hours =
                    later.stream().mapToDouble(point -> point[0]).average().orElse(0);
            double mebibytes =
                    later.stream().mapToDouble(point -> point[1]).average().orElse(0);
            double both = 0;
            double square = 0;
            for (double[] point : later) {
                both += (point[0] - hours) * (point[1] - mebibytes);
                square += (point[0] - hours) * (point[0] - hours);
            }
            return square == 0 ? 0 : both / square;
        }
    }

    private static void run(Rig rig, ScriptedUpstream upstream, int seconds, AtomicLong asked) throws Exception {
        run(rig, upstream, seconds, asked, new Slope());
    }

    private static void run(Rig rig, ScriptedUpstream upstream, int seconds, AtomicLong asked, Slope memory)
            throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        var threads = new ArrayList<Thread>();
        for (int caller = 0; caller < CALLERS; caller++) {
            var random = new SplittableRandom(caller);
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < until) {
                    asked.incrementAndGet();
                    ask(rig, random);
                    upstream.received.clear();
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }));
        }
        for (Thread thread : threads) {
            while (!thread.join(Duration.ofSeconds(1))) {
                memory.sample();
            }
        }
    }

    private static void ask(Rig rig, SplittableRandom random) {
        int dice = random.nextInt(10);
        String fault = dice < FAULTS.length ? FAULTS[dice] : "none";
        String body = (random.nextBoolean() ? Rig.STREAM_BODY : Rig.BODY).replace("hi", "fault-" + fault);
        if (fault.equals("malformed")) {
            body = body.replace("}]", "}");
        }
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
                case "mispacked" -> peer.send(Wire.json(Wire.completion("this is no gzip"), "Content-Encoding: gzip"));
                default -> peer.send(Wire.good(stream).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
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
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
