package dev.routeproof.providers.line;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection to a provider, asked one question at a time; belongs to one event loop. */
// What becomes of a write or a close shows in the pipeline, where the connection ends anyway.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Line extends ChannelInboundHandlerAdapter {
    private final Lines.Bundle home;
    private final ContextInternal context;
    private final Channel channel;
    private final StrictResponseDecoder decoder;
    // Owned by the event loop.
    private boolean used;
    private long idleSince;
    private @Nullable Incoming answer;
    private boolean reading;
    private boolean free;

    Line(Lines.Bundle home, ContextInternal context, Channel channel, StrictResponseDecoder decoder) {
        this.home = home;
        this.context = context;
        this.channel = channel;
        this.decoder = decoder;
    }

    /** True where it has carried a question before, so that the provider may have given it up meanwhile. */
    public boolean used() {
        return used;
    }

    /**
     * The answer to what is sent next; the line goes back to where it came from after its end.
     *
     * @param head told when the answer's head has come
     * @param none told instead where none came
     */
    public Incoming expect(Consumer<Incoming> head, Consumer<Throwable> none) {
        if (answer != null) {
            throw new IllegalStateException("a question is under way");
        }
        used = true;
        var due = new Incoming(this, head, none);
        answer = due;
        return due;
    }

    /**
     * Asks. What cannot be said, because method or target could end the request line early or memory is short, closes the
     * line, and whoever expects the answer is told.
     *
     * @param target begins with a slash
     * @param headers say how long the body is, where there is one
     */
    public void send(HttpMethod method, String target, HeadersMultiMap headers, byte[] body) {
        ByteBuf bytes;
        try {
            bytes = Question.encode(channel.alloc(), method, target, headers, body);
        } catch (IllegalArgumentException | OutOfMemoryError unsaid) {
            broken(unsaid);
            return;
        }
        decoder.expectNoBody(method.equals(HttpMethod.HEAD));
        channel.writeAndFlush(bytes, channel.voidPromise());
    }

    /** Nothing is asked over it after all. */
    public void giveBack() {
        free = false;
        if (channel.isActive()) {
            idleSince = System.nanoTime();
            home.free(this);
        }
    }

    /** The answer has ended; what else the same read brings is no answer to the next question. */
    void done(boolean keep) {
        answer = null;
        if (!keep) {
            close();
        } else if (reading) {
            free = true;
        } else {
            giveBack();
        }
    }

    void close() {
        answer = null;
        free = false;
        channel.close();
    }

    void read(boolean more) {
        channel.config().setAutoRead(more);
    }

    /** True where a question may be sent over it. */
    boolean open() {
        return channel.isActive();
    }

    long idleSince() {
        return idleSince;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = true;
        ContextInternal before = context.beginDispatch();
        try {
            read(message);
        } finally {
            context.endDispatch(before);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        if (free) {
            ContextInternal before = context.beginDispatch();
            try {
                giveBack();
            } finally {
                context.endDispatch(before);
            }
        }
    }

    private void read(Object message) {
        var due = answer;
        if (due == null || due.whole() || !(message instanceof HttpObject object)) {
            // Bytes nobody asked for: who knows what they would be taken for. A whole answer is still handed over.
            ReferenceCountUtil.release(message);
            close();
        } else if (object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            broken(object.decoderResult().cause());
        } else if (object instanceof HttpResponse response) {
            if (response.protocolVersion().majorVersion() == 1) {
                due.head(response);
            } else {
                broken(new IllegalStateException("not HTTP/1"));
            }
        } else if (object instanceof HttpContent content) {
            due.content(content);
        }
    }

    private void broken(Throwable cause) {
        var due = answer;
        close();
        if (due != null) {
            due.broken(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ContextInternal before = context.beginDispatch();
        try {
            free = false;
            home.closed(this);
            if (answer != null) {
                broken(new HttpClosedException("Connection was closed"));
            }
        } finally {
            context.endDispatch(before);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ContextInternal before = context.beginDispatch();
        try {
            broken(cause);
        } finally {
            context.endDispatch(before);
        }
    }
}
