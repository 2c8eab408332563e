package dev.routeproof.providers.line;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.nio.charset.StandardCharsets;

/** A request as it goes out: head and body in one piece of memory, which the system takes in one go. */
final class Question {
    /** Most heads are shorter; a longer one grows. */
    private static final int HEAD_GUESS = 1024;

    private Question() {}

    /**
     * The caller releases what it gets.
     *
     * @param target begins with a slash
     * @param headers say how long the body is, where there is one
     * @throws IllegalArgumentException where method or target could end the request line early: they hold a blank, a
     *     control character, or what is not ASCII
     */
    static ByteBuf encode(
            ByteBufAllocator memory, HttpMethod method, String target, HeadersMultiMap headers, byte[] body) {
        if (!isToken(method.name()) || !target.startsWith("/") || !isToken(target)) {
            throw new IllegalArgumentException("neither method nor target may hold a blank or a control character");
        }
        ByteBuf out = memory.directBuffer(HEAD_GUESS + body.length);
        try {
            out.writeCharSequence(method.name() + ' ' + target + " HTTP/1.1\r\n", StandardCharsets.US_ASCII);
            headers.encode(out, false);
            return out.writeByte('\r').writeByte('\n').writeBytes(body);
        } catch (OutOfMemoryError noRoom) {
            out.release();
            throw noRoom;
        }
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
