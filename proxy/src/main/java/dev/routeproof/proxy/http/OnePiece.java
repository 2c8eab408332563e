package dev.routeproof.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.nio.charset.StandardCharsets;

/**
 * An answer's bytes as they go out, in one piece of memory, where Netty's encoder makes several: two for a whole answer,
 * three for a chunk, each with a promise of its own.
 */
final class OnePiece {
    /** From here on copying costs more than what it saves; bytes. */
    private static final int MOST = 64 << 10;
    /** Most heads are shorter; a longer one grows. */
    private static final int HEAD_GUESS = 512;

    private static final byte[] OK = "HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String HEX = "0123456789abcdef";
    /** The most digits that a chunk's length has here, and two line ends. */
    private static final int AROUND_CHUNK = 5 + 4;

    private OnePiece() {}

    /** True for an answer with a body, to a request that may be answered with one. */
    static boolean fits(FullHttpResponse answer) {
        int code = answer.status().code();
        return (code == 200 || code >= 400)
                && fits(answer.content())
                && answer.headers() instanceof HeadersMultiMap
                && answer.trailingHeaders().isEmpty()
                && !HttpUtil.isTransferEncodingChunked(answer);
    }

    /** True for what may be a chunk. */
    static boolean fits(ByteBuf content) {
        return content.isReadable() && content.readableBytes() <= MOST;
    }

    /** The caller releases what it gets; the answer stays the caller's. */
    static ByteBuf whole(ByteBufAllocator memory, FullHttpResponse answer) {
        var content = answer.content();
        ByteBuf out = memory.directBuffer(HEAD_GUESS + content.readableBytes());
        try {
            if (answer.status().code() == 200
                    && answer.status().reasonPhrase().equals("OK")
                    && answer.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
                out.writeBytes(OK);
            } else {
                out.writeCharSequence(
                        answer.protocolVersion().text() + ' ' + answer.status() + "\r\n", StandardCharsets.US_ASCII);
            }
            ((HeadersMultiMap) answer.headers()).encode(out, false);
            return out.writeByte('\r')
                    .writeByte('\n')
                    .writeBytes(content, content.readerIndex(), content.readableBytes());
        } catch (OutOfMemoryError noRoom) {
            out.release();
            throw noRoom;
        }
    }

    /** The caller releases what it gets; the content stays the caller's. */
    static ByteBuf chunk(ByteBufAllocator memory, ByteBuf content) {
        int length = content.readableBytes();
        ByteBuf out = memory.directBuffer(AROUND_CHUNK + length);
        for (int shift = (31 - Integer.numberOfLeadingZeros(length)) / 4 * 4; shift >= 0; shift -= 4) {
            out.writeByte(HEX.charAt(length >> shift & 0xf));
        }
        return out.writeByte('\r')
                .writeByte('\n')
                .writeBytes(content, content.readerIndex(), length)
                .writeByte('\r')
                .writeByte('\n');
    }
}
