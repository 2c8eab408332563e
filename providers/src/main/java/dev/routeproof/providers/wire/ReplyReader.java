package dev.routeproof.providers.wire;

/** Reads one answer of a provider, as a stream of events or as one body, into a {@link Reply}. */
public interface ReplyReader {
    /** Reads one server-sent event; throws {@link MalformedReply} where it cannot. */
    void event(String type, byte[] data, int length);

    /** Reads an answer that came whole. */
    void body(byte[] body, int length);

    /** What has been read so far. */
    Reply reply();
}
