package dev.routeproof.proxy.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The last lines that were written to the log, as they stand there, so that an exchange can be explained. Their memory is
 * taken once and never grows: remembered as objects, they were what the collector had to copy most.
 */
public final class RecentLines {
    private static final int EVENTS = 100;

    // Owned by this object's lock.
    private final byte[] ring;
    private long written;

    RecentLines(int bytes) {
        this.ring = new byte[bytes];
    }

    /** Whole lines; of more than fit the last. */
    synchronized void add(byte[] lines, int length) {
        int kept = Math.min(length, ring.length);
        int from = length - kept;
        int at = (int) ((written + from) % ring.length);
        int first = Math.min(kept, ring.length - at);
        System.arraycopy(lines, from, ring, at, first);
        System.arraycopy(lines, from + first, ring, 0, kept - first);
        written += length;
    }

    /** The JSON of the first hundred events of an exchange that are still here, oldest first. */
    public List<String> of(String requestId) {
        byte[] bytes = oldestFirst();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String wanted = "\"request_id\":\"" + requestId + '"';
        List<String> found = new ArrayList<>();
        int at = text.indexOf(wanted, bytes.length == ring.length ? text.indexOf('\n') + 1 : 0);
        while (at >= 0 && found.size() < EVENTS) {
            int start = text.lastIndexOf('\n', at) + 1;
            int end = text.indexOf('\t', at);
            found.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            at = text.indexOf(wanted, end);
        }
        return found;
    }

    /** Where all of the memory is used the first line may lack its beginning. */
    private synchronized byte[] oldestFirst() {
        int kept = (int) Math.min(written, ring.length);
        byte[] bytes = new byte[kept];
        int at = (int) ((written - kept) % ring.length);
        int first = Math.min(kept, ring.length - at);
        System.arraycopy(ring, at, bytes, 0, first);
        System.arraycopy(ring, 0, bytes, first, kept - first);
        return bytes;
    }
}
