package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.routeproof.routing.config.proxy.ProxyConfig.Content;
import dev.routeproof.routing.evidence.Event;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R20 and R21: answers that come packed. */
@Faults
class EncodingTest {
    /** {@code Wire.completion(Marks.ANSWER)}, packed by another implementation: no JDK packs Brotli. */
    private static final String BROTLI =
            "G7wAIBwH7r4bAgGnQ7e3EbS5ab9hEkHBaXYQKYiGSKqmbx2Wrr7xZLMD9pOkLciC2tIW1VJ+kQc3WWm6gReLv3Du2OT2ih5kmpTmJAweYOoS"
                    + "WuU3BnkuIGBT5oJgdNfDE0ke/AyAjy+/1lzPfa1vbPnx0hJRKlj+AQ==";

    private static byte[] packed(String coding, byte[] plain) throws Exception {
        var out = new ByteArrayOutputStream();
        switch (coding) {
            case "gzip" -> {
                try (var packing = new GZIPOutputStream(out)) {
                    packing.write(plain);
                }
            }
            case "deflate" -> {
                try (var packing = new DeflaterOutputStream(out)) {
                    packing.write(plain);
                }
            }
            case "br" -> out.write(Base64.getDecoder().decode(BROTLI));
            case "zstd" -> {
                // One frame of a single segment with its size in a byte, and one raw block.
                var frame = ByteBuffer.allocate(9 + plain.length).order(ByteOrder.LITTLE_ENDIAN);
                frame.putInt(0xFD2FB528).put((byte) 0x20).put((byte) plain.length);
                int block = plain.length << 3 | 1;
                frame.put((byte) block).put((byte) (block >> 8)).put((byte) (block >> 16));
                out.write(frame.put(plain).array());
            }
            default -> throw new IllegalArgumentException(coding);
        }
        return out.toByteArray();
    }

    private static byte[] answer(String coding, String type, byte[] packed, boolean chunked) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Encoding: " + coding + "\r\n"
                        + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + packed.length)
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        if (chunked) {
            for (int at = 0; at < packed.length; at += 50) {
                byte[] piece = Arrays.copyOfRange(packed, at, Math.min(packed.length, at + 50));
                out.writeBytes((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.writeBytes(piece);
                out.writeBytes(new byte[] {'\r', '\n'});
            }
            out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        } else {
            out.writeBytes(packed);
        }
        return out.toByteArray();
    }

    static List<Arguments> codings() {
        var all = new ArrayList<Arguments>();
        for (String coding : List.of("gzip", "deflate", "br", "zstd")) {
            for (boolean accepted : new boolean[] {false, true}) {
                for (boolean chunked : new boolean[] {false, true}) {
                    all.add(Arguments.of(coding, accepted, chunked));
                }
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0}, accepted {1}, chunked {2}")
    @MethodSource("codings")
    void r20AnAnswerArrivesAsItWasPackedAndIsReadForTheLogWhereThatCanBe(
            String coding, boolean accepted, boolean chunked) throws Exception {
        byte[] packed = packed(coding, Wire.completion(Marks.ANSWER).getBytes(StandardCharsets.UTF_8));
        try (var upstream = ScriptedUpstream.answering(answer(coding, "application/json", packed, chunked));
                var rig = Rig.plan().content(Content.FULL).inFrontOf(upstream)) {
            var answer = accepted ? rig.ask(false, "Accept-Encoding: gzip;q=0.5, deflate, br, zstd") : rig.ask(false);
            assertThat(answer.whole()).isTrue();
            assertThat(answer.body()).isEqualTo(packed);
            assertThat(answer.header("content-encoding")).isEqualTo(coding);
            assertThat(answer.header("content-length")).isEqualTo(chunked ? "" : "" + packed.length);
            assertThat(answer.header("transfer-encoding")).isEqualTo(chunked ? "chunked" : "");
            assertThat(upstream.received.remove().header("accept-encoding"))
                    .as("only what the log's copy can be read in is asked for")
                    .isEqualTo(accepted ? "gzip;q=0.5, deflate" : "");
            var outcome = rig.outcome();
            assertThat(outcome.status()).isEqualTo(Event.Status.COMPLETED);
            boolean readable = coding.equals("gzip") || coding.equals("deflate");
            assertThat(outcome.usage()).isEqualTo(readable ? "reported" : "estimated");
            assertThat(outcome.answer() == null ? "" : outcome.answer()).isEqualTo(readable ? Marks.ANSWER : "");
            assertThat(rig.proxy.metrics().text())
                    .contains("routeproof_answer_copies_unreadable_total " + (readable ? 0 : 1) + "\n");
        }
    }

    @Test
    void r20APackedStreamArrivesAsItWasPackedAndIsRead() throws Exception {
        String stream = Wire.delta(Wire.FIRST) + Wire.delta(Wire.REST) + "data: [DONE]\n\n";
        byte[] packed = packed("gzip", stream.getBytes(StandardCharsets.UTF_8));
        try (var upstream = ScriptedUpstream.answering(answer("gzip", "text/event-stream", packed, true));
                var rig = Rig.plan().content(Content.FULL).inFrontOf(upstream)) {
            var answer = rig.ask(true, "Accept-Encoding: gzip");
            assertThat(answer.whole()).isTrue();
            assertThat(answer.body()).isEqualTo(packed);
            assertThat(answer.header("content-encoding")).isEqualTo("gzip");
            assertThat(rig.outcome().answer()).isEqualTo(Marks.ANSWER);
        }
    }

    @Test
    void r20ABrokenPackingIsRelayedAndCounted() throws Exception {
        byte[] packed = packed("gzip", Wire.completion(Marks.ANSWER).getBytes(StandardCharsets.UTF_8));
        packed[packed.length / 2] ^= 0x55;
        try (var upstream = ScriptedUpstream.answering(answer("gzip", "application/json", packed, false));
                var rig = Rig.plan().content(Content.FULL).inFrontOf(upstream)) {
            assertThat(rig.ask(false).body()).isEqualTo(packed);
            assertThat(rig.outcome().usage()).isEqualTo("estimated");
            assertThat(rig.proxy.metrics().text()).contains("routeproof_answer_copies_unreadable_total 1\n");
        }
    }

    /** 400 MiB of zeros in 400 KB: what reading the copy allocates shows how far it was unpacked. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/event-stream"})
    void r21ABombIsRelayedAndTheCopyStopsAtItsCap(String type) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 400; i++) {
                packing.write(zeros);
            }
        }
        byte[] packed = out.toByteArray();
        var bomb = answer("gzip", type, packed, false);
        try (var upstream = ScriptedUpstream.playing(peer -> {
                    while (peer.request() instanceof ScriptedUpstream.Received request) {
                        peer.send(
                                request.text().contains("bomb")
                                        ? bomb
                                        : Wire.good(false).getBytes(StandardCharsets.UTF_8));
                    }
                });
                var rig = Rig.plan()
                        .content(Content.FULL)
                        .limits(Limiting.patient())
                        .inFrontOf(upstream);
                var caller = rig.caller()) {
            long before = allocatedByTheWriter();
            for (int i = 1; i <= 3; i++) {
                var answer = caller.send(RawCaller.post("/v1/chat/completions", Rig.BODY.replace("hi", "bomb")))
                        .answer();
                assertThat(answer.body()).isEqualTo(packed);
                assertThat(rig.ask(false).text()).isEqualTo(Wire.completion(Marks.ANSWER));
                rig.outcomes(2 * i);
            }
            assertThat(rig.proxy.metrics().text()).contains("routeproof_answer_copies_capped_total 3\n");
            assertThat(allocatedByTheWriter() - before)
                    .as("bytes allocated while three bombs were read")
                    .isLessThan(64L << 20);
        }
    }

    /** Bytes that the proxy's writing thread has allocated so far. */
    private static long allocatedByTheWriter() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (var thread : threads.dumpAllThreads(false, false)) {
            if (thread.getThreadName().equals("record")) {
                return threads.getThreadAllocatedBytes(thread.getThreadId());
            }
        }
        throw new AssertionError("the proxy has no thread that writes exchanges down");
    }
}
