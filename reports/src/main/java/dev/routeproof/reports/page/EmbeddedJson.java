package dev.routeproof.reports.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.reports.chart.Chart;
import dev.routeproof.reports.chart.Numbers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** The numbers of all charts as JSON that is inert inside an HTML script element. */
final class EmbeddedJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EmbeddedJson() {}

    /** {@code {"chart-id": {"title", "columns": [{"name", "unit"}], "rows": [[…]]}}}. */
    static String of(List<Chart> charts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            for (Chart chart : charts) {
                json.writeObjectFieldStart(chart.id());
                json.writeStringField("title", chart.title());
                write(json, chart.numbers());
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inert(out.toString());
    }

    /** Escapes what could end the element or start markup; still the same JSON value. */
    static String inert(String json) {
        StringBuilder out = new StringBuilder(json.length() + 64);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean plain = c >= ' ' && c < 0x7f && c != '<' && c != '>' && c != '&';
            if (plain) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, Numbers numbers) throws IOException {
        json.writeArrayFieldStart("columns");
        for (Numbers.Column column : numbers.columns()) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("unit", column.unit().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (List<Numbers.Cell> row : numbers.rows()) {
            json.writeStartArray();
            for (Numbers.Cell cell : row) {
                if (cell.number() != null) {
                    json.writeNumber(cell.number());
                } else {
                    json.writeString(cell.text());
                }
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
