package dev.routeproof.providers.line;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.vertx.core.http.impl.headers.HeadersMultiMap;

/** How HTTP/1.1 is read on either side of the relay: what two readers could read differently is refused, not mended. */
public final class StrictFraming {
    private static final HttpHeadersFactory HEADERS = new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
            return HeadersMultiMap.httpHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return HeadersMultiMap.httpHeaders();
        }
    };

    private StrictFraming() {}

    /** Limits in bytes: of the first line, of all headers together, of one piece of a body. */
    public static HttpDecoderConfig within(int firstLine, int headers, int piece) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(firstLine)
                .setMaxHeaderSize(headers)
                .setMaxChunkSize(piece)
                .setHeadersFactory(HEADERS)
                .setStrictLineParsing(true)
                .setAllowDuplicateContentLengths(false)
                .setUseRfc9112TransferEncoding(true);
    }
}
