package dev.routeproof.proxy.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.routeproof.providers.wire.OpenAiUsage;
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
    /** Characters the model wrote that are no text of its answer: calls of tools, thinking, other choices. */
    long besideText;

    // Each may come in several objects; the last value stands.
    private long uncached = NONE;
    private long cacheReads = NONE;
    private long cacheWrites = NONE;
    private boolean cacheWithin;

    /** Adds the object that {@code json} stands before; anything but an object adds nothing. */
    void add(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        int before = text.length();
        String type = "";
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "type" -> type = value == JsonToken.VALUE_STRING ? json.getText() : skipped(json, type);
                case "usage" -> usage(json, value);
                case "message", "response", "x_groq" -> inside(json, value);
                case "choices" -> choices(json, value);
                case "content" -> texts(json, value);
                case "delta" -> delta(json, value);
                case "stop_reason", "finish_reason" -> finish(json, value);
                case "incomplete_details" -> reason(json, value);
                case "output" -> output(json, value);
                default -> json.skipChildren();
            }
        }
        if (type.startsWith("response.") && !type.equals("response.output_text.delta")) {
            besideText += type.equals("response.audio.delta") ? 0 : text.length() - before;
            text.setLength(before);
        }
    }

    /** A message of Anthropic's first event, a whole response of OpenAI's last one, Groq's additions: they carry the usage. */
    private void inside(JsonParser json, JsonToken value) throws IOException {
        fields(json, value, (field, token) -> {
            switch (field) {
                case "usage" -> usage(json, token);
                case "incomplete_details" -> reason(json, token);
                default -> json.skipChildren();
            }
        });
    }

    /** Why a response of OpenAI's is not whole. */
    private void reason(JsonParser json, JsonToken value) throws IOException {
        fields(json, value, (field, token) -> {
            if (field.equals("reason")) {
                finish(json, token);
            } else {
                json.skipChildren();
            }
        });
    }

    private void choices(JsonParser json, JsonToken value) throws IOException {
        elements(json, value, choice -> {
            if (choice == JsonToken.START_OBJECT) {
                choice(json);
            } else {
                json.skipChildren();
            }
        });
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
            besideText += text.length() - before;
            text.setLength(before);
            finishReason = reasonBefore;
        }
    }

    private void content(JsonParser json, JsonToken value) throws IOException {
        fields(json, value, (field, token) -> {
            switch (field) {
                case "content" -> {
                    if (token == JsonToken.START_ARRAY) {
                        texts(json, token);
                    } else {
                        text(json, token);
                    }
                }
                case "refusal", "reasoning_content", "reasoning" -> beside(json, token);
                case "tool_calls" -> elements(json, token, call -> call(json, call));
                case "function_call" -> call(json, token);
                default -> json.skipChildren();
            }
        });
    }

    /** A call of a tool, or the function in it. */
    private void call(JsonParser json, JsonToken value) throws IOException {
        fields(json, value, (field, token) -> {
            switch (field) {
                case "function", "custom" -> call(json, token);
                case "name", "arguments", "input" -> beside(json, token);
                default -> json.skipChildren();
            }
        });
    }

    /** The {@code text} of each object of a list. */
    private void texts(JsonParser json, JsonToken value) throws IOException {
        elements(
                json,
                value,
                part -> fields(json, part, (field, token) -> {
                    if (field.equals("text")) {
                        text(json, token);
                    } else {
                        json.skipChildren();
                    }
                }));
    }

    /** A piece of Anthropic's messages (an object) or of OpenAI's responses (a string). */
    private void delta(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            text(json, value);
            return;
        }
        fields(json, value, (field, token) -> {
            switch (field) {
                case "text" -> text(json, token);
                case "partial_json", "thinking" -> beside(json, token);
                case "stop_reason" -> finish(json, token);
                default -> json.skipChildren();
            }
        });
    }

    /** The items of a whole response: each has a list of parts. */
    private void output(JsonParser json, JsonToken value) throws IOException {
        elements(
                json,
                value,
                item -> fields(json, item, (field, token) -> {
                    if (field.equals("content")) {
                        texts(json, token);
                    } else {
                        json.skipChildren();
                    }
                }));
    }

    private void usage(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        long in = NONE;
        long out = NONE;
        long total = 0;
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            switch (field) {
                case "input_tokens" -> in = number(json, token, in);
                case "prompt_tokens" -> {
                    in = number(json, token, in);
                    cacheWithin = true;
                }
                case "completion_tokens", "output_tokens" -> out = number(json, token, out);
                case "total_tokens" -> total = number(json, token, total);
                case "prompt_cache_hit_tokens" -> cached = number(json, token, cached);
                case "cache_read_input_tokens" -> cacheReads = number(json, token, cacheReads);
                case "cache_creation_input_tokens" -> cacheWrites = number(json, token, cacheWrites);
                case "prompt_tokens_details", "input_tokens_details" -> details(json, token);
                default -> json.skipChildren();
            }
        }
        uncached = in == NONE ? uncached : in;
        cached = Math.max(cached, cacheReads);
        // Anthropic counts cached input beside the other input; here it is part of it.
        long beside = cacheWithin ? 0 : Math.max(0, cacheReads) + Math.max(0, cacheWrites);
        input = beside == 0 ? uncached : Math.max(0, uncached) + beside;
        output = out == NONE ? output : OpenAiUsage.output(Math.max(0, in), out, total);
    }

    private void details(JsonParser json, JsonToken value) throws IOException {
        fields(json, value, (field, token) -> {
            if (field.equals("cached_tokens")) {
                cached = number(json, token, cached);
            } else {
                json.skipChildren();
            }
        });
    }

    /** Takes a field at whose value the parser stands, and reads that or passes over it. */
    private interface Field {
        void take(String name, JsonToken value) throws IOException;
    }

    /** Takes an element that the parser stands at, likewise. */
    private interface Element {
        void take(JsonToken value) throws IOException;
    }

    /** The fields of an object; anything else has none. */
    private static void fields(JsonParser json, JsonToken value, Field each) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        String name;
        while ((name = json.nextFieldName()) != null) {
            each.take(name, json.nextToken());
        }
    }

    /** The elements of a list; anything else has none. */
    private static void elements(JsonParser json, JsonToken value, Element each) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken element = json.nextToken(); element != JsonToken.END_ARRAY; element = json.nextToken()) {
            each.take(element);
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

    private void beside(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            besideText += json.getTextLength();
        } else {
            json.skipChildren();
        }
    }

    private static String skipped(JsonParser json, String otherwise) throws IOException {
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
