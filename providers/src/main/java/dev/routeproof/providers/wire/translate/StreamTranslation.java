package dev.routeproof.providers.wire.translate;

/** One streamed answer, translated while it comes. Owned by one caller; not safe for use by several threads. */
public interface StreamTranslation {
    /**
     * What the caller gets for the next bytes of the model's stream; empty where they complete no event. Throws {@link
     * dev.routeproof.providers.wire.MalformedReply} where they cannot be read: the exchange is then broken off.
     */
    byte[] feed(byte[] bytes, int offset, int length);

    /** What the caller gets once the model's stream has ended in order. */
    byte[] end();

    /** True once the answer was whole; where the stream ends without that, the caller must not see an orderly end. */
    boolean complete();
}
