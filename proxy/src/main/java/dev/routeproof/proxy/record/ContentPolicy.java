package dev.routeproof.proxy.record;

/** What of prompts and answers is kept in the evidence log. */
public enum ContentPolicy {
    NONE,
    /** A keyed hash of the prompt, so that equal prompts are seen to be equal; the default. */
    HASH,
    /** The text with what looks like a secret, an address or a number of a person taken out. */
    REDACTED,
    FULL
}
