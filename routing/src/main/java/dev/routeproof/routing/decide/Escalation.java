package dev.routeproof.routing.decide;

import dev.routeproof.routing.catalog.ModelId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When the answer of a cheaper model is not good enough, and which model is asked then. Only answers that are no stream
 * are weighed.
 *
 * @param to asked where the answer is doubted; it must be of a higher tier than the model that gave it
 * @param hedging doubt an answer that says it is one: "I'm not sure", "I cannot determine"
 * @param shorterThan doubt an answer of fewer characters; 0: any length will do
 */
public record Escalation(ModelId to, boolean hedging, int shorterThan) {
    /** In lower case, with a plain apostrophe. */
    private static final List<String> HEDGES = List.of(
            "i'm not sure",
            "i am not sure",
            "i'm not certain",
            "i am not certain",
            "i'm unsure",
            "i am unsure",
            "i don't know",
            "i do not know",
            "i can't determine",
            "i cannot determine",
            "i'm unable to determine",
            "i am unable to determine",
            "i can't answer",
            "i cannot answer",
            "i'm unable to answer",
            "i am unable to answer",
            "i don't have enough information",
            "i do not have enough information",
            "not enough information to",
            "it is hard to say",
            "it's hard to say",
            "it is difficult to say",
            "it's difficult to say",
            "i might be wrong",
            "i may be wrong",
            "i could be wrong",
            "this may not be correct",
            "this might not be correct");

    public Escalation {
        if (shorterThan < 0) {
            throw new IllegalArgumentException("a length is 0 or more");
        }
    }

    /** Why an answer is doubted, in words without any of its own; empty where it is believed. */
    public Optional<String> doubt(String answer) {
        String text = answer.strip();
        if (text.length() < shorterThan) {
            return Optional.of("shorter than " + shorterThan + " characters");
        }
        if (hedging) {
            String folded = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
            for (String hedge : HEDGES) {
                if (folded.contains(hedge)) {
                    return Optional.of("it says \"" + hedge + "\"");
                }
            }
        }
        return Optional.empty();
    }
}
