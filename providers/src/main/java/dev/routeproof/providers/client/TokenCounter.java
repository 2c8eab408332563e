package dev.routeproof.providers.client;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.routeproof.routing.classify.Prompt;

/**
 * Tokens as the {@code o200k_base} vocabulary counts them: the estimate where a provider reports none. Costs about a
 * microsecond per token, so never on an event loop.
 */
public final class TokenCounter {
    /** What a chat format adds to each message. */
    private static final int PER_MESSAGE = 4;

    private static final double CHARS_PER_TOKEN = 4;

    private TokenCounter() {}

    public static long count(String text) {
        return text.isEmpty() ? 0 : Vocabulary.O200K.countTokensOrdinary(text);
    }

    /** All messages, with 4 tokens each for their frame. */
    public static long count(Prompt prompt) {
        long tokens = 0;
        for (Prompt.Message message : prompt.messages()) {
            tokens += PER_MESSAGE + count(message.text());
        }
        return tokens;
    }

    /** Tokens of a text of which only the length is known: 4 characters a token. */
    static long roughly(long chars) {
        return (long) Math.ceil(chars / CHARS_PER_TOKEN);
    }

    /** Loaded when first needed: it takes some hundred milliseconds. */
    private static final class Vocabulary {
        private static final Encoding O200K =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
