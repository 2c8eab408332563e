package dev.routeproof.providers.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads chat completions, streamed or whole, with the additions of compatible servers. */
final class OpenAiReader implements ReplyReader {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final Reply reply;

    OpenAiReader(Limits limits) {
        this.reply = new Reply(limits);
    }

    @Override
    public Reply reply() {
        return reply;
    }

    @Override
    public void event(String type, byte[] data, int length) {
        if (isDone(data, length)) {
            reply.markDone();
        } else if (length > 0) {
            read(data, length);
        }
    }

    @Override
    public void body(byte[] body, int length) {
        read(body, length);
        reply.markDone();
    }

    private static boolean isDone(byte[] data, int length) {
        int from = 0;
        int to = length;
        while (from < to && data[from] == ' ') {
            from++;
        }
        while (to > from && data[to - 1] == ' ') {
            to--;
        }
        return Arrays.equals(data, from, to, DONE, 0, DONE.length);
    }

    private void read(byte[] data, int length) {
        try (JsonParser json = WireJson.FACTORY.createParser(data, 0, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedReply("the answer is not a JSON object");
            }
            chunk(json);
        } catch (JsonProcessingException e) {
            throw MalformedReply.notJson(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void chunk(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "choices" -> choices(json);
                case "model" -> reply.servedBy(WireJson.text(json));
                case "usage" -> reply.count(OpenAiUsage.read(json));
                case "x_groq" -> groq(json);
                case "error" -> error(json);
                default -> json.skipChildren();
            }
        }
    }

    /** Groq puts usage, and errors in mid-stream, below a field of its own. */
    private void groq(JsonParser json) throws IOException {
        if (WireJson.enters(json)) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "usage" -> reply.count(OpenAiUsage.read(json));
                    case "error" -> error(json);
                    default -> json.skipChildren();
                }
            }
        }
    }

    private void error(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            reply.failed(new WireError(null, null, null, json.getText()));
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            reply.failed(WireError.of(WireJson.MAPPER.readTree(json)));
        }
    }

    private void choices(JsonParser json) throws IOException {
        if (!WireJson.entersArray(json)) {
            return;
        }
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            if (WireJson.enters(json)) {
                if (i == 0) {
                    choice(json);
                } else {
                    skipObject(json);
                }
            }
        }
    }

    private static void skipObject(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            json.nextToken();
            json.skipChildren();
        }
    }

    private void choice(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "delta", "message" -> message(json);
                case "text" -> reply.addText(WireJson.text(json));
                case "finish_reason" -> reply.finish(WireJson.text(json));
                default -> json.skipChildren();
            }
        }
    }

    private void message(JsonParser json) throws IOException {
        if (!WireJson.enters(json)) {
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "content" -> content(json);
                case "refusal" -> reply.addRefusal(WireJson.text(json));
                case "reasoning_content", "reasoning" -> reply.addHidden(WireJson.text(json));
                case "tool_calls" -> toolCalls(json);
                case "function_call" -> function(json, 0, null);
                default -> json.skipChildren();
            }
        }
    }

    /** A text, or (Mistral) a list of parts of which the texts are the answer and the rest is thinking. */
    private void content(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            reply.addText(WireJson.text(json));
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (WireJson.enters(json)) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean text = json.currentName().equals("text");
                    json.nextToken();
                    if (text) {
                        reply.addText(WireJson.text(json));
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }
    }

    private void toolCalls(JsonParser json) throws IOException {
        if (!WireJson.entersArray(json)) {
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (WireJson.enters(json)) {
                toolCall(json);
            }
        }
    }

    private void toolCall(JsonParser json) throws IOException {
        Integer index = null;
        String id = null;
        @Nullable Function function = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "index" -> index = (int) Math.min(Integer.MAX_VALUE, WireJson.count(json));
                case "id" -> id = WireJson.text(json);
                case "function" -> function = function(json);
                default -> json.skipChildren();
            }
        }
        if (function != null) {
            reply.addCall(index, id, function.name, function.arguments);
        }
    }

    private record Function(@Nullable String name, @Nullable String arguments) {}

    private void function(JsonParser json, int index, @Nullable String id) throws IOException {
        Function function = function(json);
        if (function != null) {
            reply.addCall(index, id, function.name, function.arguments);
        }
    }

    private static @Nullable Function function(JsonParser json) throws IOException {
        if (!WireJson.enters(json)) {
            return null;
        }
        String called = null;
        String arguments = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "name" -> called = WireJson.text(json);
                case "arguments" ->
                    // Some servers send the object itself in place of its text.
                    arguments = json.currentToken() == JsonToken.START_OBJECT
                            ? WireJson.MAPPER.readTree(json).toString()
                            : WireJson.text(json);
                default -> json.skipChildren();
            }
        }
        return new Function(called, arguments);
    }
}
