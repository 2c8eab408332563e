package dev.routeproof.providers.line;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a provider's answer and refuses every framing on which two readers could disagree: both a length and chunks,
 * transfer codings other than exactly {@code chunked}, an upgrade, more than 256 headers. Interim answers (1xx) are
 * taken out.
 */
final class StrictResponseDecoder extends HttpResponseDecoder {
    static final int MAX_HEADERS = 256;

    // Owned by the channel's event loop.
    private boolean noBodyExpected;
    private boolean inInterim;

    StrictResponseDecoder(HttpDecoderConfig config) {
        super(config);
    }

    /** The next answer is one to HEAD: it has no body whatever its headers say. */
    void expectNoBody(boolean none) {
        noBodyExpected = none;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return noBodyExpected || super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        super.decode(ctx, in, out);
        int kept = before;
        for (int i = before; i < out.size(); i++) {
            var message = out.get(i);
            if (message instanceof HttpResponse response
                    && response.decoderResult().isSuccess()) {
                String fault = fault(response);
                if (fault != null) {
                    response.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(fault)));
                }
                inInterim = fault == null && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            }
            if (!inInterim) {
                out.set(kept++, message);
            } else if (message instanceof LastHttpContent) {
                inInterim = false;
            }
        }
        while (out.size() > kept) {
            out.removeLast();
        }
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String fault(HttpResponse response) {
        HttpHeaders headers = response.headers();
        if (response.status().code() == 101) {
            return "an upgrade nobody asked for";
        }
        int count = 0;
        for (var header : headers) {
            if (++count > MAX_HEADERS) {
                return "more than " + MAX_HEADERS + " headers";
            }
            if (hasControl(header.getValue())) {
                return "a control character in a header";
            }
        }
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean plain = codings.isEmpty()
                || (codings.size() == 1
                        && "chunked".equalsIgnoreCase(codings.getFirst().strip()));
        return plain ? null : "a transfer coding other than chunked";
    }
}
