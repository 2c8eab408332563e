package dev.routeproof.proxy.http;

import dev.routeproof.providers.line.ClosesInputFirst;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one caller's connection: closes slow heads and idle connections, and tells a caller that has left from one
 * that only closed its sending half.
 *
 * <p>Both look the same to TCP until something is sent. So when the sending half closes, one harmless piece is sent: an
 * interim {@code 100 Continue} before the answer's head, a leading zero of the next chunk's size within a chunked
 * answer. A caller that has left answers with a reset, and the exchange is cancelled; one that listens ignores it.
 */
// Netty reports a failed close or probe to the pipeline, where the connection ends anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionGuard extends ChannelDuplexHandler {
    private static final byte[] INTERIM = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** A slow reader holds the provider back from here on; bytes. */
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(16 << 10, 32 << 10);

    /** What is written in one turn of the event loop leaves together; after so many writes it leaves at once. */
    private static final int FLUSHES_TOGETHER = 64;

    private static final byte[] ZERO = {'0'};
    /** Pause before each probe, milliseconds. */
    private static final long[] PROBE_MILLIS = {0, 30, 1_000, 5_000};

    private final StrictRequestDecoder decoder = new StrictRequestDecoder();
    private final Channel channel;
    private final ChannelHandlerContext encoder;
    // Owned by the channel's event loop.
    private int unanswered;
    private boolean requestWhole = true;
    private boolean headSent;
    private boolean chunked;
    private boolean oldVersion;
    private boolean bodiless;
    private boolean halfClosed;
    private long idleSince = System.nanoTime();

    private ConnectionGuard(Channel channel) {
        this.channel = channel;
        this.encoder = channel.pipeline().context("httpEncoder");
    }

    /** Takes its place in a fresh connection, with the strict decoder. */
    static ConnectionGuard install(Channel channel) {
        var guard = new ConnectionGuard(channel);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT);
        channel.pipeline().replace("httpDecoder", "httpDecoder", guard.decoder);
        channel.pipeline().addBefore("handler", "guard", guard);
        channel.pipeline().addFirst("flush", new FlushConsolidationHandler(FLUSHES_TOGETHER, true));
        ClosesInputFirst.install(channel);
        return guard;
    }

    /** Closes the connection where its time is up; called from its event loop now and then. */
    void check(long now, Limits limits) {
        long head = decoder.headStarted();
        if (head != 0 && now - head > limits.head().toNanos()) {
            channel.close();
        } else if (head == 0
                && unanswered == 0
                && now - idleSince > limits.keepAlive().toNanos()) {
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            unanswered++;
            requestWhole = false;
            bodiless = request.method().equals(HttpMethod.HEAD);
            oldVersion = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        }
        if (message instanceof LastHttpContent) {
            requestWhole = true;
        }
        super.channelRead(ctx, message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        boolean interim = false;
        if (message instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!interim) {
                headSent = true;
                chunked = HttpUtil.isTransferEncodingChunked(response);
            }
        }
        if (message instanceof LastHttpContent && !interim) {
            unanswered--;
            headSent = false;
            idleSince = System.nanoTime();
        }
        ChannelPromise written = over() ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise;
        ByteBuf piece = onePiece(message);
        if (piece == null) {
            super.write(ctx, message, written);
        } else {
            encoder.write(piece, written);
        }
    }

    /** True where a caller that closed its sending half has all its answers: it cannot ask again. */
    private boolean over() {
        return halfClosed && unanswered == 0;
    }

    /** What the encoder need not be asked for; the message is released. Null for what it has to see. */
    private @Nullable ByteBuf onePiece(Object message) {
        if (bodiless) {
            return null;
        }
        if (message instanceof FullHttpResponse answer) {
            if (unanswered != 0 || !OnePiece.fits(answer)) {
                return null;
            }
            try {
                return OnePiece.whole(channel.alloc(), answer);
            } finally {
                answer.release();
            }
        }
        if (message.getClass() == DefaultHttpContent.class && headSent && chunked) {
            var content = ((DefaultHttpContent) message).content();
            if (!OnePiece.fits(content)) {
                return null;
            }
            try {
                return OnePiece.chunk(channel.alloc(), content);
            } finally {
                content.release();
            }
        }
        return null;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            halfClosed = true;
            if (unanswered == 0 || !requestWhole) {
                channel.close();
            } else {
                probe(0);
            }
        }
        super.userEventTriggered(ctx, event);
    }

    /** A caller that resets its connection is told of by its end alone; what else breaks one is Vert.x's to say. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
        if (cause instanceof IOException) {
            channel.close();
        } else {
            super.exceptionCaught(ctx, cause);
        }
    }

    /** The first probe draws the reset of a caller that has left, the second one notices it, the rest are for later. */
    private void probe(int number) {
        if (unanswered == 0 || !channel.isActive()) {
            return;
        }
        boolean inChunks = headSent && chunked;
        if (inChunks && number < 2) {
            send(ZERO);
        } else if (!headSent && !oldVersion) {
            send(INTERIM);
        }
        // What remains (HTTP/1.0, a body with a length) shows at the next write.
        if (number + 1 < PROBE_MILLIS.length) {
            channel.eventLoop().schedule(() -> probe(number + 1), PROBE_MILLIS[number + 1], TimeUnit.MILLISECONDS);
        }
    }

    private void send(byte[] bytes) {
        encoder.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }
}
