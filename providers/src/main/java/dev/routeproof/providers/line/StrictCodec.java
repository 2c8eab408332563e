package dev.routeproof.providers.line;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.ArrayList;

/** The HTTP/1.1 codec of a connection to a provider: the usual encoder, the strict decoder. */
final class StrictCodec extends CombinedChannelDuplexHandler<StrictResponseDecoder, HttpRequestEncoder> {
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

    private StrictCodec(StrictResponseDecoder decoder) {
        super(decoder, new Encoder());
    }

    /** Puts itself and {@code line} in the place of all that a fresh connection came with but its TLS. */
    static void install(ChannelPipeline pipeline, Line line, boolean decompress) {
        var config = new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_STATUS_LINE)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxChunkSize(MAX_CHUNK)
                .setHeadersFactory(HEADERS)
                .setStrictLineParsing(true)
                .setAllowDuplicateContentLengths(false)
                .setUseRfc9112TransferEncoding(true);
        for (var handler : new ArrayList<>(pipeline.toMap().values())) {
            if (!(handler instanceof SslHandler)) {
                pipeline.remove(handler);
            }
        }
        pipeline.addLast("codec", new StrictCodec(new StrictResponseDecoder(config)));
        if (decompress) {
            pipeline.addLast("decompressor", new HttpContentDecompressor(0));
        }
        pipeline.addLast("joiner", new ReadJoiner()).addLast("line", line);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpRequest request) {
            inboundHandler().expectNoBody(HttpMethod.HEAD.equals(request.method()));
        }
        super.write(ctx, message, promise);
    }

    /** Writes headers without going through iterators. */
    private static final class Encoder extends HttpRequestEncoder {
        @Override
        protected void encodeHeaders(HttpHeaders headers, ByteBuf out) {
            if (headers instanceof HeadersMultiMap own) {
                own.encode(out, false);
            } else {
                super.encodeHeaders(headers, out);
            }
        }
    }
}
