package dev.routeproof.providers.wire;

/** A provider's answer cannot be read: not JSON, of the wrong shape, or larger than {@link Limits} allow. */
public final class MalformedReply extends RuntimeException {
    public MalformedReply(String message) {
        super(message);
    }

    /** One event or body that is not the JSON it should be; the text of the answer is not repeated. */
    static MalformedReply notJson(Exception cause) {
        var malformed = new MalformedReply("the answer is not valid JSON");
        malformed.initCause(cause);
        return malformed;
    }
}
