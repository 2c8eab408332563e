package dev.routeproof.routing.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class SegmentScanTest {
    private static final String[] JSON = {
        "{\"kind\":\"gap\",\"count\":1}", "{\"text\":\"日本語 🙂 tab\\t\"}", "{}", "{\"x\":\"#1:2:00000000\"}"
    };

    @Test
    void everyWholeFrameIsReadBackInOrder() throws IOException {
        var found = scan(segment(1, 500));
        assertThat(found.seqs).containsExactlyElementsOf(range(1, 500));
        assertThat(found.texts.get(1)).isEqualTo(JSON[2]);
        assertThat(found.summary.tailBytes()).isZero();
        assertThat(found.summary.damagedInside()).isZero();
    }

    @Test
    void aSegmentCutAtAnyByteGivesTheExactPrefix() throws IOException {
        byte[] whole = segment(1, 6);
        for (int cut = 0; cut <= whole.length; cut++) {
            var found = scan(Arrays.copyOf(whole, cut));
            long lines = new String(whole, 0, cut, StandardCharsets.ISO_8859_1)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            assertThat(found.seqs).as("cut at %d", cut).containsExactlyElementsOf(range(1, lines));
            assertThat(found.summary.goodEnd() + found.summary.tailBytes()).isEqualTo(cut);
            assertThat(found.summary.damagedInside()).isZero();
        }
    }

    @Test
    void everyFlippedBitIsDetectedAndTheRecordsAfterItAreStillRead() throws IOException {
        byte[] whole = segment(1, 40);
        var random = new SplittableRandom(7);
        for (int flip = 0; flip < 10_000; flip++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            var found = scan(damaged);
            assertThat(found.damagedBytes).as("flip at byte %d", at).isPositive();
            assertThat(found.seqs).hasSizeGreaterThanOrEqualTo(39);
            for (int i = 0; i < found.seqs.size(); i++) {
                assertThat(found.texts.get(i)).isEqualTo(json(found.seqs.get(i)));
            }
        }
    }

    @Test
    void aDamagedLineEndDoesNotTakeTheNextRecordAlong() throws IOException {
        byte[] whole = segment(1, 3);
        int firstEnd = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n');
        whole[firstEnd] = 'x';
        assertThat(scan(whole).seqs).containsExactly(2L, 3L);
    }

    @Test
    void aLineWithoutEndIsPassedOverInBoundedMemory() throws IOException {
        byte[] endless = new byte[Frame.MAX_JSON_BYTES + 5_000_000];
        Arrays.fill(endless, (byte) 'a');
        endless[endless.length - 1] = '\n';
        byte[] good = segment(9, 9);
        byte[] all = Arrays.copyOf(endless, endless.length + good.length);
        System.arraycopy(good, 0, all, endless.length, good.length);
        var found = scan(all);
        assertThat(found.seqs).containsExactly(9L);
        assertThat(found.summary.damagedInside()).isEqualTo(1);
    }

    private static String json(long seq) {
        return JSON[(int) (seq % JSON.length)];
    }

    private static byte[] segment(long first, long last) {
        var buffer = new Frame.Buffer(64);
        for (long seq = first; seq <= last; seq++) {
            buffer.begin();
            buffer.writeBytes(json(seq).getBytes(StandardCharsets.UTF_8));
            buffer.end(seq);
        }
        return buffer.toByteArray();
    }

    private static List<Long> range(long first, long last) {
        var all = new ArrayList<Long>();
        for (long seq = first; seq <= last; seq++) {
            all.add(seq);
        }
        return all;
    }

    private static Found scan(byte[] bytes) throws IOException {
        var found = new Found();
        found.summary = SegmentScan.scan(new ByteArrayInputStream(bytes), found);
        return found;
    }

    private static final class Found implements SegmentScan.Visitor {
        private final List<Long> seqs = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private long damagedBytes;
        private SegmentScan.Summary summary = new SegmentScan.Summary(0, 0, 0, 0, 0, 0);

        @Override
        public void record(long seq, byte[] buffer, int from, int to) {
            seqs.add(seq);
            texts.add(new String(buffer, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public void damaged(long start, long end) {
            damagedBytes += end - start;
        }
    }
}
