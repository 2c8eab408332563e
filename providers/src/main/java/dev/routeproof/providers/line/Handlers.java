package dev.routeproof.providers.line;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.ArrayList;

/** What stands on a connection to a provider: the strict decoder, and a line that writes its questions itself. */
final class Handlers {
    static final int MAX_HEADER_BYTES = 32 << 10;
    private static final int MAX_STATUS_LINE = 4096;
    private static final int MAX_CHUNK = 8 << 10;

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

    private Handlers() {}

    static StrictResponseDecoder decoder() {
        return new StrictResponseDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_STATUS_LINE)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxChunkSize(MAX_CHUNK)
                .setHeadersFactory(HEADERS)
                .setStrictLineParsing(true)
                .setAllowDuplicateContentLengths(false)
                .setUseRfc9112TransferEncoding(true));
    }

    /** Puts these in the place of all that a fresh connection came with but its TLS. */
    static void install(ChannelPipeline pipeline, StrictResponseDecoder decoder, Line line, boolean decompress) {
        for (var handler : new ArrayList<>(pipeline.toMap().values())) {
            if (!(handler instanceof SslHandler)) {
                pipeline.remove(handler);
            }
        }
        pipeline.addLast("decoder", decoder);
        if (decompress) {
            pipeline.addLast("decompressor", new HttpContentDecompressor(0));
        }
        pipeline.addLast("joiner", new ReadJoiner()).addLast("line", line);
    }
}
