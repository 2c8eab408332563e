package dev.routeproof.providers.line;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayList;

/** What stands on a connection to a provider: the strict decoder, and a line that writes its questions itself. */
final class Handlers {
    static final int MAX_HEADER_BYTES = 32 << 10;
    private static final int MAX_STATUS_LINE = 4096;
    private static final int MAX_CHUNK = 8 << 10;

    private Handlers() {}

    static StrictResponseDecoder decoder() {
        return new StrictResponseDecoder(StrictFraming.within(MAX_STATUS_LINE, MAX_HEADER_BYTES, MAX_CHUNK));
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
