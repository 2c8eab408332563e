package dev.routeproof.providers.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadJoinerTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new ReadJoiner());

    @Test
    void piecesOfOneReadBecomeOne() {
        read("one ", "two ", "three");
        read("four");
        assertThat(handedOver()).containsExactly("one two three", "four");
    }

    @Test
    void nothingWaitsForAnotherRead() {
        read("alone");
        assertThat(handedOver()).containsExactly("alone");
    }

    @Test
    void theEndComesAfterWhatWasBeforeIt() {
        channel.pipeline().fireChannelRead(piece("last words"));
        channel.pipeline().fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(handedOver()).containsExactly("last words", "");
    }

    @Test
    void whatCameBeforeACutIsHandedOver() {
        channel.pipeline().fireChannelRead(piece("cut "));
        channel.pipeline().fireChannelRead(piece("off"));
        channel.pipeline().fireChannelInactive();
        assertThat(handedOver()).containsExactly("cut off");
    }

    @Test
    void aLongReadBecomesPiecesOfTheSizeOfTheCodecsOwn() {
        String half = "x".repeat(4 << 10);
        read(half, half, "y", half, half);
        assertThat(handedOver()).extracting(String::length).containsExactly(8 << 10, 1 + (4 << 10), 4 << 10);
    }

    @Test
    void everyBufferIsGivenBack() {
        var pieces = List.of(piece("a"), piece("b"), piece("c"));
        pieces.forEach(channel.pipeline()::fireChannelRead);
        channel.pipeline().fireChannelReadComplete();
        handedOver();
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.refCnt()).isZero());
    }

    private void read(String... pieces) {
        for (String piece : pieces) {
            channel.pipeline().fireChannelRead(piece(piece));
        }
        channel.pipeline().fireChannelReadComplete();
    }

    private static HttpContent piece(String text) {
        ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        return new DefaultHttpContent(bytes);
    }

    private List<String> handedOver() {
        var texts = new ArrayList<String>();
        for (HttpContent piece = channel.readInbound(); piece != null; piece = channel.readInbound()) {
            texts.add(piece.content().toString(StandardCharsets.UTF_8));
            piece.release();
        }
        return texts;
    }
}
