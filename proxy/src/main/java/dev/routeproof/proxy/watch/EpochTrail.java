package dev.routeproof.proxy.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.evidence.SegmentFile;
import dev.routeproof.routing.evidence.SegmentScan;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last epoch of an instance, found in its segments: pauses, back-offs and the kill switch survive a restart. */
public final class EpochTrail {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] EPOCH = "{\"kind\":\"epoch\"".getBytes(StandardCharsets.US_ASCII);

    private EpochTrail() {}

    /**
     * The last epoch of the log.
     *
     * @param rollout hash of the rollout document it belongs to; empty for none
     */
    public record Last(String rollout, LiveRollout.Kept kept) {}

    /**
     * Looks from the newest segment backwards. A segment carries the name of the epoch it was opened in, and an epoch's
     * event is the last record of the segment before: of many segments with one name only the newest can hold it.
     */
    public static Optional<Last> last(Path instanceFolder) throws IOException {
        List<SegmentFile> segments = SegmentFile.in(instanceFolder);
        String passed = null;
        for (SegmentFile segment : segments.reversed()) {
            if (segment.epoch().equals(passed)) {
                continue;
            }
            var search = new Search();
            SegmentScan.Summary scan;
            try (InputStream in = Files.newInputStream(segment.path())) {
                scan = SegmentScan.scan(in, search);
            }
            if (search.last != null) {
                return Optional.of(read(JSON.readTree(search.last)));
            }
            passed = scan.records() > 0 ? segment.epoch() : passed;
        }
        return Optional.empty();
    }

    static Last read(JsonNode event) {
        JsonNode allocation = event.path("allocation");
        var backOff = new HashSet<TaskType>();
        allocation.path("back_off").forEach(label -> backOff.add(new TaskType(label.asText())));
        String resumes = event.path("resumes").asText("");
        return new Last(
                event.path("experiment").path("rollout").asText(""),
                new LiveRollout.Kept(
                        new Allocation(
                                phase(allocation.path("phase").asText()),
                                allocation.path("percent").asDouble(),
                                allocation.path("holdout").asDouble(),
                                allocation.path("explore").asDouble(),
                                backOff),
                        event.path("killed").asBoolean(),
                        resumes.isEmpty() || resumes.equals("null") ? null : phase(resumes),
                        Instant.parse(event.path("share_since")
                                .asText(event.path("at").asText())),
                        event.path("ordinal").asInt()));
    }

    private static Phase phase(String word) {
        return Phase.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static final class Search implements SegmentScan.Visitor {
        private byte @Nullable [] last;

        @Override
        public void record(long seq, byte[] buffer, int from, int to) {
            if (to - from > EPOCH.length && Arrays.equals(buffer, from, from + EPOCH.length, EPOCH, 0, EPOCH.length)) {
                last = Arrays.copyOfRange(buffer, from, to);
            }
        }

        @Override
        public void damaged(long start, long end) {
            // What is whole after it still counts; `harness log verify` names the damage.
        }
    }
}
