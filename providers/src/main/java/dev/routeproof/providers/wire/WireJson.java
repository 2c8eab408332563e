package dev.routeproof.providers.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON from and to strangers: bounded depth, strings and numbers; values of an unexpected type read as absent. */
public final class WireJson {
    /** Depth of nesting that is still read. */
    public static final int MAX_DEPTH = 64;

    private static final int MAX_STRING = 16 << 20;

    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNumberLength(200)
                    .maxNameLength(2_000)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            // Buffers per thread would be made anew for every virtual thread.
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    /** Trees where a tree is what is wanted (tool definitions, small control messages). */
    public static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private WireJson() {}

    /** Text of a string or number; null for null and for anything else, which is skipped. */
    static @Nullable String text(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    /** A count of 0 or more; 0 for anything that is none. */
    static long count(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return switch (parser.getNumberType()) {
                case INT, LONG -> Math.max(0, parser.getLongValue());
                default -> 0;
            };
        }
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            return (long) Math.max(0, Math.min(1e15, parser.getDoubleValue()));
        }
        parser.skipChildren();
        return 0;
    }

    /** True when the current value is an object, entered; anything else is skipped. */
    static boolean enters(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        parser.skipChildren();
        return false;
    }

    /** True when the current value is an array, entered; anything else is skipped. */
    static boolean entersArray(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return true;
        }
        parser.skipChildren();
        return false;
    }
}
