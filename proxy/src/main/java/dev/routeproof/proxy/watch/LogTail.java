package dev.routeproof.proxy.watch;

import dev.routeproof.routing.evidence.SegmentFile;
import dev.routeproof.routing.evidence.SegmentScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of one instance in the order they were written, followed as they are written. Memory is bounded by a block
 * of 1 MiB; a damaged stretch is passed over. One thread.
 */
final class LogTail {
    private static final int BLOCK = 1 << 20;
    private static final byte[] KIND = "{\"kind\":\"".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;
    private final Set<String> kinds;
    private final ArrayDeque<Seen> read = new ArrayDeque<>();
    private long segment = -1;
    private long position;
    private ByteBuffer block = ByteBuffer.allocate(BLOCK);

    /** @param kinds which events, such as {@code decision}; others are passed over */
    LogTail(Path folder, Set<String> kinds) {
        this.folder = folder;
        this.kinds = Set.copyOf(kinds);
    }

    /** The next event, which stays the next one; null where the log has no more yet. */
    @Nullable
    Seen peek() throws IOException {
        while (read.isEmpty()) {
            if (!more()) {
                return null;
            }
        }
        return read.peek();
    }

    void take() {
        read.remove();
    }

    /** Reads another block; false where nothing was added since the last one. */
    private boolean more() throws IOException {
        List<SegmentFile> all = SegmentFile.in(folder);
        for (SegmentFile file : all) {
            if (file.number() < segment) {
                continue;
            }
            if (file.number() > segment) {
                segment = file.number();
                position = 0;
            }
            if (block(file)) {
                return true;
            }
        }
        return false;
    }

    /** True where whole lines were read at the position. */
    private boolean block(SegmentFile file) throws IOException {
        block.clear();
        try (var channel = FileChannel.open(file.path())) {
            while (block.hasRemaining() && channel.read(block, position + block.position()) > 0) {
                // Until the block is full or the segment ends.
            }
        } catch (NoSuchFileException sealedMeanwhile) {
            return false;
        }
        int end = block.position();
        while (end > 0 && block.get(end - 1) != '\n') {
            end--;
        }
        if (end == 0) {
            if (!block.hasRemaining()) {
                block = ByteBuffer.allocate(block.capacity() * 2); // a line longer than the block
                return block(file);
            }
            return false;
        }
        SegmentScan.scan(new ByteArrayInputStream(block.array(), 0, end), new SegmentScan.Visitor() {
            @Override
            public void record(long seq, byte[] buffer, int from, int to) {
                keep(buffer, from, to);
            }

            @Override
            public void damaged(long start, long stop) {
                // What cannot be read cannot be judged; `harness log verify` names it.
            }
        });
        position += end;
        return true;
    }

    private void keep(byte[] buffer, int from, int to) {
        int start = from + KIND.length;
        int quote = start;
        while (quote < to && buffer[quote] != '"') {
            quote++;
        }
        if (quote < to && kinds.contains(new String(buffer, start, quote - start, StandardCharsets.US_ASCII))) {
            try {
                Seen seen = SeenReader.read(Arrays.copyOfRange(buffer, from, to));
                if (seen != null) {
                    read.add(seen);
                }
            } catch (IOException | IllegalArgumentException notUnderstood) {
                // Written by another version: it is not part of this experiment.
            }
        }
    }
}
