package dev.routeproof.providers.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
    @Test
    void headAndBodyStandAsTheyWereGiven() {
        var headers = HeadersMultiMap.httpHeaders();
        headers.set("host", "models.example")
                .add("X-Many", "a")
                .add("X-Many", "b")
                .set("content-length", "5");
        assertThat(text(HttpMethod.POST, "/v1/chat?a=%20b", headers, "gr\u00fcn".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("POST /v1/chat?a=%20b HTTP/1.1\r\nhost: models.example\r\nX-Many: a\r\nX-Many: b\r\n"
                        + "content-length: 5\r\n\r\ngr\u00fcn");
    }

    @Test
    void aHeadLongerThanExpectedAndABodyOfMegabytesAreWhole() {
        var headers = HeadersMultiMap.httpHeaders();
        headers.set("x-long", "v".repeat(20_000));
        String body = "b".repeat(3 << 20);
        assertThat(text(HttpMethod.PUT, "/v1/files", headers, body.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("PUT /v1/files HTTP/1.1\r\nx-long: " + "v".repeat(20_000) + "\r\n\r\n" + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1/chat", "/v1 /x", "/v1\r\nX-Evil: 1", "/v1\u00e9", "/v1\u0000", "/v1\u007f"})
    void aTargetThatCouldEndTheRequestLineIsRefused(String target) {
        assertThatThrownBy(() -> text(HttpMethod.GET, target, HeadersMultiMap.httpHeaders(), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMethodThatCouldEndTheRequestLineIsRefused() {
        assertThatThrownBy(
                        () -> text(HttpMethod.valueOf("GET /evil"), "/v1", HeadersMultiMap.httpHeaders(), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(HttpMethod method, String target, HeadersMultiMap headers, byte[] body) {
        ByteBuf out = Question.encode(UnpooledByteBufAllocator.DEFAULT, method, target, headers, body);
        try {
            return out.toString(StandardCharsets.UTF_8);
        } finally {
            out.release();
        }
    }
}
