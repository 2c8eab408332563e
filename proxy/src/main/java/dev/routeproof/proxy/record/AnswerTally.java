package dev.routeproof.proxy.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What adds up over the JSON objects of an answer: tokens, finish reason, text. Reads each object once, without a tree,
 * and passes over everything else.
 */
final class AnswerTally {
    /** Not said. */
    private static final long NONE = -1;
    /** No answer has as many tokens; more is a mistake or a mischief. */
    private static final long MOST = 1_000_000_000;
    /** A provider's word for why it stopped may be anything. */
    private static final int FINISH_CAP = 64;

    long input = NONE;
    long cached = NONE;
    long output = NONE;

    @Nullable
    String finishReason;

    final StringBuilder text = new StringBuilder();

    /** Adds the object that {@code json} stands before; anything but an object adds nothing. */
    void add(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "usage" -> usage(json, value);
                case "message", "response" -> inside(json, value);
                case "choices" -> choices(json, value);
                case "content" -> texts(json, value);
                case "delta" -> delta(json, value);
                case "stop_reason" -> finish(json, value);
                case "output" -> output(json, value);
                default -> json.skipChildren();
            }
        }
    }

    /** A message of Anthropic's first event or a whole response of OpenAI's last one: it carries the usage. */
    private void inside(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            if (field.equals("usage")) {
                usage(json, token);
            } else {
                json.skipChildren();
            }
        }
    }

    private void choices(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken choice = json.nextToken(); choice != JsonToken.END_ARRAY; choice = json.nextToken()) {
            if (choice == JsonToken.START_OBJECT) {
                choice(json);
            } else {
                json.skipChildren();
            }
        }
    }

    /** Only the first of several choices counts; its index may stand after its text. */
    private void choice(JsonParser json) throws IOException {
        int before = text.length();
        String reasonBefore = finishReason;
        long index = 0;
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "index" -> index = number(json, value, 0);
                case "delta", "message" -> content(json, value);
                case "text" -> text(json, value);
                case "finish_reason" -> finish(json, value);
                default -> json.skipChildren();
            }
        }
        if (index != 0) {
            text.setLength(before);
            finishReason = reasonBefore;
        }
    }

    private void content(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            if (field.equals("content")) {
                text(json, token);
            } else {
                json.skipChildren();
            }
        }
    }

    /** The {@code text} of each object of a list. */
    private void texts(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken part = json.nextToken(); part != JsonToken.END_ARRAY; part = json.nextToken()) {
            if (part != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            String field;
            while ((field = json.nextFieldName()) != null) {
                JsonToken token = json.nextToken();
                if (field.equals("text")) {
                    text(json, token);
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    /** A piece of Anthropic's messages (an object) or of OpenAI's responses (a string). */
    private void delta(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            text(json, value);
            return;
        }
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            switch (field) {
                case "text" -> text(json, token);
                case "stop_reason" -> finish(json, token);
                default -> json.skipChildren();
            }
        }
    }

    /** The items of a whole response: each has a list of parts. */
    private void output(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
            if (item != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            String field;
            while ((field = json.nextFieldName()) != null) {
                JsonToken token = json.nextToken();
                if (field.equals("content")) {
                    texts(json, token);
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private void usage(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        long in = NONE;
        long out = NONE;
        long cacheRead = NONE;
        long cacheCreated = 0;
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            switch (field) {
                case "prompt_tokens", "input_tokens" -> in = number(json, token, in);
                case "completion_tokens", "output_tokens" -> out = number(json, token, out);
                case "cache_read_input_tokens" -> cacheRead = number(json, token, 0);
                case "cache_creation_input_tokens" -> cacheCreated = number(json, token, 0);
                case "prompt_tokens_details", "input_tokens_details" -> details(json, token);
                default -> json.skipChildren();
            }
        }
        if (cacheRead != NONE) {
            // Anthropic counts cached input beside the other input; here it is part of it.
            cached = cacheRead;
            in = Math.max(0, in) + cacheRead + cacheCreated;
        }
        input = in == NONE ? input : in;
        output = out == NONE ? output : out;
    }

    private void details(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            if (field.equals("cached_tokens")) {
                cached = number(json, token, cached);
            } else {
                json.skipChildren();
            }
        }
    }

    private static long number(JsonParser json, JsonToken value, long otherwise) throws IOException {
        if (value.isNumeric()) {
            long number = json.getValueAsLong(otherwise);
            return number >= 0 && number <= MOST ? number : otherwise;
        }
        json.skipChildren();
        return otherwise;
    }

    private void text(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            text.append(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        } else {
            json.skipChildren();
        }
    }

    private void finish(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            finishReason = Text.plain(json.getText(), FINISH_CAP);
        } else {
            json.skipChildren();
        }
    }
}
