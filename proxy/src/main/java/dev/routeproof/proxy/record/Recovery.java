package dev.routeproof.proxy.record;

import dev.routeproof.routing.evidence.HighWaterMark;
import dev.routeproof.routing.evidence.SegmentFile;
import dev.routeproof.routing.evidence.SegmentScan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new writer finds where an earlier one stopped: open segments are cut after their last whole record (the rest
 * is kept beside them as {@code .torn}) and sealed; nothing is invented, reordered or half-read.
 *
 * @param tornBytes bytes cut off and kept aside
 * @param lostAtMost events that the earlier writer may have accepted and that no segment holds
 * @param nextNumber first free segment number
 * @param mark the high-water mark left by the earlier writer
 */
record Recovery(long tornBytes, long lostAtMost, long nextNumber, Optional<HighWaterMark> mark) {
    static Recovery run(LogFiles files, Path directory, Path highWater) throws IOException {
        List<SegmentFile> segments = files.list(directory).stream()
                .flatMap(path -> SegmentFile.parse(path).stream())
                .sorted(Comparator.comparingLong(SegmentFile::number))
                .toList();
        Optional<HighWaterMark> mark = HighWater.read(files, highWater);
        String boot = mark.map(HighWaterMark::boot).orElse("");
        var left = new HashMap<SegmentFile, LastOfBoot>(); // a segment may be large: it is read once
        long torn = 0;
        for (SegmentFile segment : segments) {
            if (segment.open()) {
                var last = new LastOfBoot(boot);
                SegmentScan.Summary summary = scan(files, segment.path(), last);
                left.put(segment, last);
                if (summary.tailBytes() > 0) {
                    files.cut(segment.path(), summary.goodEnd(), segment.tornPath());
                    torn += summary.tailBytes();
                }
                files.rename(segment.path(), segment.sealedPath());
            }
        }
        if (!segments.isEmpty()) {
            files.forceDirectory(directory);
        }
        long lost = mark.isEmpty() ? 0 : mark.get().seq() - lastSeq(files, segments, boot, left);
        long next = segments.isEmpty() ? 1 : segments.getLast().number() + 1;
        return new Recovery(torn, Math.max(0, lost), next, mark);
    }

    private static long lastSeq(
            LogFiles files, List<SegmentFile> segments, String boot, Map<SegmentFile, LastOfBoot> left)
            throws IOException {
        for (SegmentFile segment : segments.reversed()) {
            LastOfBoot last = left.get(segment);
            if (last == null) {
                last = new LastOfBoot(boot);
                scan(files, segment.path(), last);
            }
            if (last.seq > 0 || (last.any && !last.sawBoot)) {
                return last.seq;
            }
        }
        return 0;
    }

    private static SegmentScan.Summary scan(LogFiles files, Path file, SegmentScan.Visitor visitor) throws IOException {
        try (InputStream in = files.read(file)) {
            return SegmentScan.scan(in, visitor);
        }
    }

    private static final class LastOfBoot implements SegmentScan.Visitor {
        private final byte[] prefix;
        private long seq;
        private boolean any;
        private boolean sawBoot;

        LastOfBoot(String boot) {
            this.prefix = ("\"event_id\":\"" + boot + "-").getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void record(long frameSeq, byte[] buffer, int from, int to) {
            any = true;
            // The id stands near the front of every event, before any text that a caller could have written.
            int end = Math.min(to, from + 128) - prefix.length;
            for (int at = from; at <= end; at++) {
                if (java.util.Arrays.equals(buffer, at, at + prefix.length, prefix, 0, prefix.length)) {
                    sawBoot = true;
                    seq = Math.max(seq, frameSeq);
                    return;
                }
            }
        }

        @Override
        public void damaged(long start, long end) {
            // Counted by the scan itself.
        }
    }
}
