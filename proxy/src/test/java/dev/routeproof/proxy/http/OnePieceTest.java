package dev.routeproof.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.impl.VertxHttpResponseEncoder;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte for byte what the encoder of Netty and Vert.x makes of the same. */
class OnePieceTest {
    private static FullHttpResponse answer(HttpVersion version, int code, String reason, String body) {
        var headers = HeadersMultiMap.httpHeaders()
                .set("content-type", "application/json")
                .add("x-two", "a")
                .add("x-two", "b")
                .set("content-length", Integer.toString(body.length()));
        return new DefaultFullHttpResponse(
                version,
                new HttpResponseStatus(code, reason),
                Unpooled.copiedBuffer(body, StandardCharsets.ISO_8859_1),
                headers,
                EmptyHttpHeaders.INSTANCE);
    }

    private static String sent(EmbeddedChannel channel) {
        var all = new StringBuilder();
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            all.append(text(piece));
        }
        return all.toString();
    }

    private static String text(ByteBuf piece) {
        try {
            return piece.toString(StandardCharsets.ISO_8859_1);
        } finally {
            piece.release();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 200, OK", "1, 200, Fine", "0, 200, OK", "1, 404, Not Found", "1, 599, ''"})
    void aWholeAnswer(int minor, int code, String reason) {
        var version = minor == 0 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
        var answer = answer(version, code, reason, "{\"a\":\"é\"}");
        assertThat(OnePiece.fits(answer)).isTrue();
        var ours = text(OnePiece.whole(ByteBufAllocator.DEFAULT, answer));
        var encoder = new EmbeddedChannel(new VertxHttpResponseEncoder());
        encoder.writeOutbound(answer);
        assertThat(ours).isEqualTo(sent(encoder)).endsWith("\r\n\r\n{\"a\":\"é\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 15, 16, 17, 255, 256, 4095, 4096, 65_535, 65_536})
    void aChunk(int length) {
        var content = Unpooled.copiedBuffer("x".repeat(length), StandardCharsets.ISO_8859_1);
        assertThat(OnePiece.fits(content)).isTrue();
        var ours = text(OnePiece.chunk(ByteBufAllocator.DEFAULT, content));
        var encoder = new EmbeddedChannel(new VertxHttpResponseEncoder());
        encoder.writeOutbound(new DefaultHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.OK,
                HeadersMultiMap.httpHeaders().set("transfer-encoding", "chunked")));
        assertThat(sent(encoder)).startsWith("HTTP/1.1 200 OK\r\n");
        encoder.writeOutbound(new DefaultHttpContent(content));
        assertThat(ours).isEqualTo(sent(encoder));
    }

    @Test
    void whatHasNoBodyOrIsLongIsTheEncoders() {
        assertThat(OnePiece.fits(Unpooled.EMPTY_BUFFER)).isFalse();
        assertThat(OnePiece.fits(Unpooled.buffer(1 << 17).writeZero(1 << 17))).isFalse();
        for (int code : new int[] {100, 204, 205, 304}) {
            assertThat(OnePiece.fits(answer(HttpVersion.HTTP_1_1, code, "", "{}")))
                    .as("%d", code)
                    .isFalse();
        }
        var chunked = answer(HttpVersion.HTTP_1_1, 200, "OK", "{}");
        chunked.headers().set("transfer-encoding", "chunked");
        assertThat(OnePiece.fits(chunked)).isFalse();
    }
}
