package dev.routeproof.harness.lab.vectors;

/** A vector asks for something we do not compute; the message is the reason shown for it. */
final class Unsupported extends RuntimeException {
    Unsupported(String reason) {
        super(reason);
    }
}
