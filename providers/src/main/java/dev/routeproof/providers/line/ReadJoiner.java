package dev.routeproof.providers.line;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Joins the pieces of an answer that came in one read into one piece, so that a stream of small chunks costs its way
 * through the proxy once a read, not once a chunk. What came alone goes on at once, and nothing waits for another read.
 */
final class ReadJoiner extends ChannelInboundHandlerAdapter {
    /** A joined piece is at most this long, as the codec's own pieces are: what a slow caller holds back is counted in pieces. */
    private static final int MOST = 8 << 10;

    // Owned by the channel's event loop.
    private @Nullable ByteBuf held;
    private boolean joined;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpContent content
                && !(message instanceof LastHttpContent)
                && content.decoderResult().isSuccess()) {
            hold(ctx, content.content());
        } else {
            let(ctx);
            ctx.fireChannelRead(message);
        }
    }

    private void hold(ChannelHandlerContext ctx, ByteBuf piece) {
        if (held != null && held.readableBytes() + piece.readableBytes() > MOST) {
            let(ctx);
        }
        ByteBuf before = held;
        if (before == null) {
            held = piece;
            return;
        }
        if (!joined) {
            ByteBuf room = ctx.alloc().heapBuffer(MOST);
            room.writeBytes(before);
            before.release();
            before = room;
            held = room;
            joined = true;
        }
        before.writeBytes(piece);
        piece.release();
    }

    /** Lets go on what is held. */
    private void let(ChannelHandlerContext ctx) {
        ByteBuf piece = held;
        if (piece != null) {
            held = null;
            joined = false;
            ctx.fireChannelRead(new DefaultHttpContent(piece));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        let(ctx);
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        let(ctx);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        let(ctx);
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        let(ctx);
    }
}
