package dev.routeproof.proxy.http;

import dev.routeproof.providers.line.StrictFraming;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a caller's request and refuses every framing on which two readers could disagree: a length and chunks
 * together, two lengths, transfer codings other than {@code chunked} alone, in whatever case, no or two Hosts, an absolute target,
 * one with a fragment or anything but visible ASCII, folded or NUL-bearing headers, bare line feeds.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    static final int MAX_HEADER_BYTES = 16 << 10;
    /** Short ones take many times their bytes of memory. */
    private static final int MAX_HEADERS = 200;

    private static final int MAX_REQUEST_LINE = 8 << 10;
    private static final int MAX_CHUNK = 64 << 10;
    private static final byte DELETE = 0x7f;

    // Owned by the channel's event loop.
    private boolean inMessage;
    private long headStarted;
    private byte lastByte;
    private boolean oddHead;
    private boolean inFirstLine = true;
    private int spaces;
    private int lines;
    private boolean refused;

    StrictRequestDecoder() {
        super(StrictFraming.within(MAX_REQUEST_LINE, MAX_HEADER_BYTES, MAX_CHUNK));
    }

    /** {@link System#nanoTime} at the first byte of a request head that is not complete yet; 0 where there is none. */
    long headStarted() {
        return headStarted;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!inMessage && headStarted == 0 && in.isReadable()) {
            headStarted = System.nanoTime();
        }
        int before = out.size();
        int from = in.readerIndex();
        boolean inHead = !inMessage;
        super.decode(ctx, in, out);
        if (inHead) {
            scanHead(in, from);
            if (out.size() == before && lines > MAX_HEADERS + 1) {
                refuse(out);
                return;
            }
        }
        for (int i = before; i < out.size(); i++) {
            var message = out.get(i);
            if (message instanceof HttpRequest request) {
                inMessage = true;
                headStarted = 0;
                if (lines > MAX_HEADERS + 2 && request.decoderResult().isSuccess()) {
                    request.setDecoderResult(tooMany());
                }
                String fault = request.decoderResult().isSuccess() ? fault(request) : null;
                if (fault == null && oddHead) {
                    fault = "a folded header or an odd request line";
                }
                lastByte = 0;
                oddHead = false;
                inFirstLine = true;
                spaces = 0;
                lines = 0;
                if (fault != null) {
                    request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(fault)));
                }
            }
            if (message instanceof LastHttpContent) {
                inMessage = false;
            }
        }
    }

    /** Ends a head that has too many headers before it is whole; nothing that follows is read. */
    private void refuse(List<Object> out) {
        refused = true;
        var message = createInvalidMessage();
        message.setDecoderResult(tooMany());
        out.add(message);
        headStarted = 0;
    }

    private static DecoderResult tooMany() {
        return DecoderResult.failure(new TooLongHttpHeaderException("more than " + MAX_HEADERS + " headers"));
    }

    /**
     * Looks at the head's bytes as they came: the parser mends folded lines, runs of spaces, and what is not ASCII in a
     * request line, which is not for us.
     */
    private void scanHead(ByteBuf in, int from) {
        for (int i = from; i < in.readerIndex(); i++) {
            byte b = in.getByte(i);
            boolean blank = b == ' ' || b == '\t';
            if (lastByte == '\n' && blank) {
                oddHead = true;
            }
            if (inFirstLine) {
                spaces += blank ? 1 : 0;
                oddHead |= (b < ' ' && b != '\r' && b != '\n') || b == DELETE;
                if (b == '\n' && spaces > 0) {
                    inFirstLine = false;
                    oddHead |= spaces != 2;
                }
            }
            lines += b == '\n' ? 1 : 0;
            lastByte = b;
        }
    }

    private static @Nullable String fault(HttpRequest request) {
        int hosts = 0;
        int codings = 0;
        var headers = request.headers().iteratorCharSequence();
        while (headers.hasNext()) {
            var header = headers.next();
            if (HttpHeaderNames.HOST.contentEqualsIgnoreCase(header.getKey())) {
                hosts++;
            } else if (HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(header.getKey())) {
                codings++;
                if (codings > 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(header.getValue())) {
                    return "a transfer coding other than chunked";
                }
            }
        }
        if (request.protocolVersion().majorVersion() != 1
                || request.protocolVersion().minorVersion() > 1) {
            return "not HTTP/1.1";
        }
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (codings > 0 && old) {
            return "chunks in HTTP/1.0";
        }
        if (hosts > 1 || (hosts == 0 && !old)) {
            return "not exactly one Host";
        }
        return request.uri().startsWith("/") && request.uri().indexOf('#') < 0
                ? null
                : "the request target is not a path";
    }
}
