package dev.routeproof.providers.wire.translate;

import dev.routeproof.providers.wire.Dialect;

/** One exchange between a caller of one wire and a model of the other. */
public sealed interface Translation permits OpenAiCaller, AnthropicCaller {
    /** For a caller that speaks OpenAI's chat completions to a model behind Anthropic's messages. */
    static Translation fromOpenAi(long createdSeconds) {
        return fromOpenAi(createdSeconds, Dialect.COMMON);
    }

    /** @param dialect whether the model takes a temperature */
    static Translation fromOpenAi(long createdSeconds, Dialect dialect) {
        return new OpenAiCaller(createdSeconds, dialect);
    }

    /**
     * For a caller that speaks Anthropic's messages to a model behind an OpenAI-compatible server.
     *
     * @param dialect what that server calls the output limit, and whether it takes {@code stream_options} and a temperature
     */
    static Translation fromAnthropic(Dialect dialect) {
        return new AnthropicCaller(dialect);
    }

    /**
     * The body for the model's server.
     *
     * @param model the name it knows the model by
     * @throws Untranslatable where the other wire has no words for a part that matters
     */
    byte[] request(byte[] body, String model);

    /** The body of an answer for the caller; throws {@link Untranslatable} where it is none. */
    byte[] response(byte[] body);

    /** The body of an error for the caller; the status stays. */
    byte[] error(int status, byte[] body);

    /** A translation of one streamed answer; {@code usage}: an OpenAI caller asked for {@code include_usage}. */
    StreamTranslation stream(boolean usage);
}
