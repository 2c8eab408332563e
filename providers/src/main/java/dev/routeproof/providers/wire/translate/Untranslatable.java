package dev.routeproof.providers.wire.translate;

/** A request or answer cannot be put into the other wire's words without changing what it asks or says. */
public final class Untranslatable extends RuntimeException {
    Untranslatable(String message) {
        super(message);
    }
}
