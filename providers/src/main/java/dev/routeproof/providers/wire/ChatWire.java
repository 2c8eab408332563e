package dev.routeproof.providers.wire;

import java.net.URI;

/** A provider's way to ask a chat model and to be answered. */
public sealed interface ChatWire permits OpenAiWire, AnthropicWire {
    /** Where chat requests go, below a provider's {@code base_url}. */
    URI endpoint(URI baseUrl);

    /** The body of the request, UTF-8 JSON. */
    byte[] encode(Ask ask, Dialect dialect);

    /** A reader of one answer. */
    ReplyReader reader(Limits limits);
}
