package dev.routeproof.proxy.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** R5's callers, who read 1 KiB a second of 50 MiB, and a provider that sends those as fast as it may. */
final class SlowReaders implements AutoCloseable {
    static final int READERS = 50;
    private static final int PIECES = 50 * 64;
    private static final String PIECE = "data: " + "x".repeat(16_370) + "\n\n";

    /** Bytes of one whole stream. */
    static final long STREAM_BYTES = (long) PIECES * PIECE.length();

    private final List<RawCaller> callers = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread reading;

    /** A provider that streams, except where the prompt says "fast"; counts in {@code sent} what it could send of streams. */
    static ScriptedUpstream provider(AtomicLong sent) throws IOException {
        byte[] piece = Wire.chunk(PIECE).getBytes(StandardCharsets.UTF_8);
        return ScriptedUpstream.playing(peer -> {
            peer.socket().setSendBufferSize(64 << 10);
            while (peer.request() instanceof ScriptedUpstream.Received request) {
                if (request.text().contains("fast")) {
                    peer.send(Wire.good(false));
                    continue;
                }
                peer.send(Wire.STREAM_HEAD);
                for (int i = 0; i < PIECES; i++) {
                    peer.send(piece);
                    sent.addAndGet(piece.length);
                }
                peer.end();
            }
        });
    }

    SlowReaders(Rig rig) throws Exception {
        for (int i = 0; i < READERS; i++) {
            var caller = rig.caller();
            if (i > 0) {
                caller.socket().setReceiveBufferSize(4_096);
            }
            callers.add(caller.send(RawCaller.post("/v1/chat/completions", Rig.STREAM_BODY)));
        }
        reading = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                for (RawCaller caller : callers.subList(1, callers.size())) {
                    try {
                        caller.in().skip(1 << 10);
                    } catch (IOException closed) {
                        return;
                    }
                }
                LockSupport.parkNanos(1_000_000_000); // this slowness is the fault
            }
        });
    }

    /** The one that has read nothing so far, and can read as fast as it likes. */
    RawCaller waiting() {
        return callers.getFirst();
    }

    /** A request of somebody else. */
    static RawCaller.Answer fast(RawCaller caller) throws IOException {
        return caller.send(RawCaller.post("/v1/chat/completions", Rig.BODY.replace("hi", "fast")))
                .answer();
    }

    @Override
    public void close() throws Exception {
        over.set(true);
        LockSupport.unpark(reading);
        for (RawCaller caller : callers) {
            caller.close();
        }
        reading.join();
    }
}
