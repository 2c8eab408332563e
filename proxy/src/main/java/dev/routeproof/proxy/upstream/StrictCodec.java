package dev.routeproof.proxy.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;

/** The HTTP/1.1 codec of a connection to a provider: the usual encoder, the strict decoder. */
final class StrictCodec extends CombinedChannelDuplexHandler<StrictResponseDecoder, HttpRequestEncoder> {
    static final int MAX_HEADER_BYTES = 32 << 10;
    private static final int MAX_STATUS_LINE = 4096;
    private static final int MAX_CHUNK = 8 << 10;

    private StrictCodec(StrictResponseDecoder decoder, HttpRequestEncoder encoder) {
        super(decoder, encoder);
    }

    /** Puts itself in the place of the codec that Vert.x installed on a fresh connection. */
    static void install(ChannelPipeline pipeline) {
        var config = new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_STATUS_LINE)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxChunkSize(MAX_CHUNK)
                .setStrictLineParsing(true)
                .setAllowDuplicateContentLengths(false)
                .setUseRfc9112TransferEncoding(true);
        pipeline.replace(
                "codec", "codec", new StrictCodec(new StrictResponseDecoder(config), new HttpRequestEncoder()));
        pipeline.addAfter("codec", "joiner", new ReadJoiner());
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpRequest request) {
            inboundHandler().expectNoBody(HttpMethod.HEAD.equals(request.method()));
        }
        super.write(ctx, message, promise);
    }
}
