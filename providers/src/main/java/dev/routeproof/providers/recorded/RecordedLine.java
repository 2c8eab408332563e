package dev.routeproof.providers.recorded;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.routeproof.providers.wire.WireJson;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One line as written: {@code {item, model, output, input_tokens?, output_tokens?, latency_ms?}}; other keys are left aside. */
record RecordedLine(String item, String model, RecordedAnswer answer) {

    /** Throws {@link IOException} whose message says what is wrong with the line. */
    static RecordedLine parse(String line) throws IOException {
        String item = null;
        String model = null;
        String output = null;
        Double input = null;
        Double produced = null;
        Double latency = null;
        try (JsonParser json = WireJson.FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "item" -> item = text(json, name);
                    case "model" -> model = text(json, name);
                    case "output" -> output = text(json, name);
                    case "input_tokens" -> input = number(json, name);
                    case "output_tokens" -> produced = number(json, name);
                    case "latency_ms" -> latency = number(json, name);
                    default -> json.skipChildren();
                }
            }
        }
        if (item == null || model == null || output == null) {
            throw new IOException("'item', 'model' and 'output' are needed");
        }
        Duration took = latency == null ? null : Duration.ofNanos(Math.round(latency * 1e6));
        return new RecordedLine(item, model, new RecordedAnswer(output, whole(input), whole(produced), took));
    }

    private static String text(JsonParser json, String name) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING || json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getText();
        }
        throw new IOException("'" + name + "' is not a text");
    }

    private static @Nullable Double number(JsonParser json, String name) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!json.currentToken().isNumeric() || !(json.getDoubleValue() >= 0)) {
            throw new IOException("'" + name + "' is not a number of 0 or more");
        }
        return json.getDoubleValue();
    }

    private static @Nullable Long whole(@Nullable Double number) {
        return number == null ? null : Math.round(number);
    }
}
