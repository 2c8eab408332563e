package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R31, HTTP/2: it is not spoken (docs/decisions/0128), so its floods end at the preface and cost next to nothing. */
@Faults
class Http2Test {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SETTINGS = 4;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int CONTINUATION = 9;

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** HPACK: POST, http, /, and a literal authority. */
    private static final byte[] BLOCK = {(byte) 0x83, (byte) 0x86, (byte) 0x84, 0x41, 1, 'p'};

    private static byte[] flood(String what) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(PREFACE);
        out.writeBytes(frame(SETTINGS, 0, 0, new byte[0]));
        switch (what) {
            case "100 streams" -> {
                for (int i = 0; i < 100; i++) {
                    out.writeBytes(frame(HEADERS, 0x5, 2 * i + 1, BLOCK));
                }
            }
            case "resets" -> {
                for (int i = 0; i < 20_000; i++) {
                    out.writeBytes(frame(HEADERS, 0x4, 2 * i + 1, BLOCK));
                    out.writeBytes(frame(RST_STREAM, 0, 2 * i + 1, new byte[4]));
                }
            }
            case "continuations" -> {
                out.writeBytes(frame(HEADERS, 0, 1, BLOCK));
                for (int i = 0; i < 20_000; i++) {
                    out.writeBytes(frame(CONTINUATION, 0, 1, new byte[64]));
                }
            }
            case "settings" -> {
                for (int i = 0; i < 50_000; i++) {
                    out.writeBytes(frame(SETTINGS, 0, 0, new byte[6]));
                }
            }
            default -> throw new IllegalArgumentException(what);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 streams", "resets", "continuations", "settings"})
    void r31FloodsOverHttp2EndAtThePrefaceAndReachNobody(String what) throws Exception {
        byte[] flood = flood(what);
        int times = 20;
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream)) {
            assertThat(rig.ask(false).status()).isEqualTo(200);
            long before = EventLoops.allocatedBytes();
            for (int i = 0; i < times; i++) {
                try (var caller = rig.caller()) {
                    try {
                        caller.send(flood);
                    } catch (IOException closed) {
                        // in the middle of the flood: so much the better
                    }
                    assertThat(caller.answer().status()).isIn(400, 0);
                    assertThat(caller.closedByProxy()).isTrue();
                }
            }
            assertThat(EventLoops.allocatedBytes() - before)
                    .as("bytes allocated for %d floods of %,d bytes", times, flood.length)
                    .isLessThan(times * (128L << 10));
            assertThat(rig.ask(false).text()).isEqualTo(Wire.completion(Marks.ANSWER));
            rig.outcomes(2);
            assertThat(upstream.received).hasSize(2);
        }
    }

    @Test
    void r31AnOfferToUpgradeIsPassedOver() throws Exception {
        try (var upstream = ScriptedUpstream.answering(Wire.good(false));
                var rig = Rig.plan().inFrontOf(upstream)) {
            var answer = rig.ask(
                    false,
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head()).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("upgrade");
            assertThat(upstream.received.remove().head())
                    .doesNotContainIgnoringCase("upgrade")
                    .doesNotContainIgnoringCase("http2-settings");
        }
    }
}
