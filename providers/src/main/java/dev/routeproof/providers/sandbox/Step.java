package dev.routeproof.providers.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One thing a scripted upstream does on a connection. */
public sealed interface Step {
    /** Writes and flushes; the text is UTF-8. */
    record Send(Bytes bytes) implements Step {}

    /** Writes byte by byte, each in a TCP segment of its own. */
    record SendByteByByte(Bytes bytes) implements Step {}

    /** Says nothing more, and waits until the caller or the upstream closes. */
    record Hang() implements Step {}

    /** Waits, milliseconds. */
    record Wait(long millis) implements Step {}

    /** Closes the connection in order (FIN). */
    record Close() implements Step {}

    /** Breaks the connection off (RST). */
    record Reset() implements Step {}

    static Step send(String text) {
        return new Send(Bytes.of(text));
    }

    static Step send(byte[] bytes) {
        return new Send(new Bytes(bytes));
    }

    static Step sendByteByByte(String text) {
        return new SendByteByByte(Bytes.of(text));
    }

    /** Bytes that no one changes. */
    final class Bytes {
        private final byte[] content;

        Bytes(byte[] content) {
            this.content = content.clone();
        }

        static Bytes of(String text) {
            return new Bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        byte[] content() {
            return content.clone();
        }
    }

    /** Steps one after the other; the connection stays open for the next request unless one of them closes it. */
    static List<Step> inOrder(Step... steps) {
        return List.of(steps);
    }
}
