package dev.routeproof.routing.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventGlanceTest {
    private static final String OUTCOME =
            "{\"kind\":\"outcome\",\"event_id\":\"b-1-42\",\"at\":\"2026-05-01T10:00:00.123Z\","
                    + "\"v\":1,\"request_id\":\"rp_1\",\"status\":\"cancelled\",\"http\":200}";
    private static final String DECISION =
            "{\"kind\":\"decision\",\"event_id\":\"b-7\",\"at\":\"2026-05-01T10:00:00.123Z\","
                    + "\"v\":1,\"request_id\":\"rp_2\",\"attempt_group\":\"g\",\"unit\":\"u9\",\"arm\":\"control\"}";

    private static EventGlance glance(String json) throws IOException {
        byte[] bytes = ("xx" + json + "\t").getBytes(StandardCharsets.UTF_8);
        return EventGlance.of(bytes, 2, bytes.length - 1);
    }

    @Test
    void whatAccountingNeedsIsReadFromTheFront() throws IOException {
        long at = Instant.parse("2026-05-01T10:00:00.123Z").toEpochMilli();
        assertThat(glance(OUTCOME))
                .isEqualTo(new EventGlance("outcome", "b-1", 42, at, "rp_1", null, "cancelled", 0, null));
        assertThat(glance(DECISION)).isEqualTo(new EventGlance("decision", "b", 7, at, "rp_2", null, null, 0, null));
        byte[] bytes = DECISION.getBytes(StandardCharsets.UTF_8);
        assertThat(EventGlance.withUnit(bytes, 0, bytes.length).unit()).isEqualTo("u9");
    }

    @Test
    void anotherOrderSpellingOrEscapeReadsTheSame() throws IOException {
        for (String same : List.of(
                OUTCOME.replace("\",\"", "\" , \""),
                OUTCOME.replace("rp_1", "\\u0072p_1"),
                OUTCOME.replace("\"v\":1,\"request_id\":\"rp_1\"", "\"request_id\":\"rp_1\",\"v\":1"))) {
            assertThat(glance(same)).as(same).isEqualTo(glance(OUTCOME));
        }
    }

    @Test
    void whatIsNoEventIsRefused() {
        for (String broken :
                List.of("{}", "[]", "", "{\"kind\":\"outcome\"", OUTCOME.substring(0, 60), "{\"kind\":7}")) {
            assertThatThrownBy(() -> glance(broken)).as(broken).isInstanceOf(IOException.class);
        }
    }

    @Test
    void momentsReadAsTheJdkReadsThem() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            var moment = Instant.ofEpochMilli(random.nextLong(-60_000_000_000_000L, 4_000_000_000_000L));
            assertThat(EventTime.millis(moment.toString())).as("%s", moment).isEqualTo(moment.toEpochMilli());
        }
        for (String day : List.of("2024-02-29", "2000-02-29", "2026-12-31", "2026-03-01", "2026-01-31")) {
            String text = day + "T23:59:59.999Z";
            assertThat(EventTime.millis(text)).isEqualTo(Instant.parse(text).toEpochMilli());
        }
        for (String wrong :
                List.of("2026-02-30T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-01-01T24:00:01.000Z", "x")) {
            assertThatThrownBy(() -> EventTime.millis(wrong)).as(wrong).isInstanceOf(java.time.DateTimeException.class);
        }
    }
}
