package dev.routeproof.harness.bench;

import dev.routeproof.datasets.Sample;
import dev.routeproof.routing.catalog.Model;

/** Tokens of a call before it is made: good enough to plan money and time, never used to report them. */
final class TokenGuess {
    /** Output of a model nothing is known about, tokens. */
    static final int UNKNOWN_OUTPUT = 400;

    private static final double CHARACTERS_PER_TOKEN = 4.0;
    private static final int PER_MESSAGE = 4;

    private TokenGuess() {}

    static long input(Sample sample) {
        long characters = 0;
        for (var message : sample.prompt().messages()) {
            characters += message.text().length();
        }
        for (var tool : sample.tools()) {
            characters += tool.toString().length();
        }
        return (long) Math.ceil(characters / CHARACTERS_PER_TOKEN)
                + (long) PER_MESSAGE * sample.prompt().messages().size();
    }

    static long output(Model model) {
        var sandbox = model.sandbox();
        return sandbox == null ? UNKNOWN_OUTPUT : sandbox.outputTokens();
    }
}
