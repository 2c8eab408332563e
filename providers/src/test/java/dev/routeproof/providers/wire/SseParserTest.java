package dev.routeproof.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseParserTest {
    private static final String EVERY_FORM = "\uFEFF: a comment\r\n"
            + "data: first\r\n\r\n"
            + "event: named\ndata:two\ndata: lines\n\n"
            + "data\n\n"
            + "data: 漢字 🚀 é\r\r"
            + "id: 7\nretry: 5\nunknown: x\n\n"
            + "event: without data\n\n"
            + ":\n"
            + "data:  one space kept\n\n"
            + "data: a: b\r\n"
            + "\r\n"
            + "data: unfinished\n";

    private static final List<String> EVENTS =
            List.of("|first", "named|two\nlines", "|", "|漢字 🚀 é", "| one space kept", "|a: b");

    @Test
    void readsAsTheStandardSays() {
        assertThat(parse(EVERY_FORM.getBytes(StandardCharsets.UTF_8), 1 << 20)).isEqualTo(EVENTS);
    }

    @Test
    void splitAtAnyByteReadsTheSame() {
        byte[] bytes = EVERY_FORM.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= bytes.length; at++) {
            var events = new ArrayList<String>();
            var parser = parser(events, 1 << 20);
            parser.feed(bytes, 0, at);
            parser.feed(bytes, at, bytes.length - at);
            assertThat(events).as("split at %d", at).isEqualTo(EVENTS);
        }
    }

    @Test
    void anyPieceSizeReadsTheSame() {
        byte[] bytes = EVERY_FORM.getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= 17; size++) {
            assertThat(parse(bytes, size)).as("pieces of %d", size).isEqualTo(EVENTS);
        }
    }

    @Test
    void bytesThatOnlyBeginLikeAByteOrderMarkAreKept() {
        byte[] bytes = {
            (byte) 0xEF, (byte) 0xBB, 'd', 'a', 't', 'a', ':', 'x', '\n', '\n', 'd', 'a', 't', 'a', ':', 'y', '\n', '\n'
        };
        assertThat(parse(bytes, 1)).containsExactly("|y");
    }

    @Test
    void endlessEventIsRefused() {
        var parser = new SseParser((type, data, length) -> {}, 1_000);
        byte[] line = "data: 0123456789\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        parser.feed(line, 0, line.length);
                    }
                })
                .isInstanceOf(MalformedReply.class)
                .hasMessage("one event of the stream is longer than 1000 bytes");
    }

    private static List<String> parse(byte[] bytes, int size) {
        var events = new ArrayList<String>();
        var parser = parser(events, 1 << 20);
        for (int from = 0; from < bytes.length; from += size) {
            parser.feed(bytes, from, Math.min(size, bytes.length - from));
        }
        return events;
    }

    private static SseParser parser(List<String> events, int limit) {
        return new SseParser(
                (type, data, length) -> events.add(type + "|" + new String(data, 0, length, StandardCharsets.UTF_8)),
                limit);
    }
}
