package dev.routeproof.proxy.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Whether what a provider answered is its word that it failed. */
final class Failure {
    private Failure() {}

    /** Of the last whole event of a stream, its word that nothing more follows apart. */
    static boolean lastOf(byte[] stream) {
        var event = new EventStream(stream);
        byte[] last = {};
        int from = 0;
        int to = 0;
        while (event.next()) {
            if (!AnswerReader.isDone(event)) {
                last = event.buffer();
                from = event.from();
                to = event.to();
            }
        }
        return in(last, from, to);
    }

    /** Of one JSON object: an error in place of an answer, or in the response that an event tells of. */
    static boolean in(byte[] bytes, int from, int to) {
        try (JsonParser json = AnswerReader.JSON.createParser(bytes, from, to - from)) {
            return json.nextToken() == JsonToken.START_OBJECT && tells(json);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean tells(JsonParser json) throws IOException {
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "error" -> {
                    return value == JsonToken.START_OBJECT || value == JsonToken.VALUE_STRING;
                }
                case "type" -> {
                    if (value == JsonToken.VALUE_STRING && json.getText().equals("error")) {
                        return true;
                    }
                }
                case "response" -> {
                    // Its fields come next.
                }
                default -> json.skipChildren();
            }
        }
        return false;
    }
}
