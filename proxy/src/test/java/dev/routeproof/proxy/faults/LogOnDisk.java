package dev.routeproof.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.routing.evidence.EventGlance;
import dev.routeproof.routing.evidence.SegmentFile;
import dev.routeproof.routing.evidence.SegmentScan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a log holds once its proxy is gone: every event once, in order, nothing damaged. */
final class LogOnDisk implements SegmentScan.Visitor {
    /** How often each request has a decision, an outcome, a feedback. */
    final Map<String, Integer> decisions = new HashMap<>();

    final Map<String, Integer> outcomes = new HashMap<>();
    final Map<String, Integer> feedback = new HashMap<>();
    final Map<String, Integer> statuses = new TreeMap<>();

    /** Events that crashes may have taken, as later starts found out. */
    long lostAtMost;

    long dropped;
    long damaged;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> lastSeq = new HashMap<>();

    private final boolean content;

    private LogOnDisk(boolean content) {
        this.content = content;
    }

    static LogOnDisk read(Path instance) throws IOException {
        return read(instance, false);
    }

    /** @param content true where the log keeps prompts and answers: then it is searched for keys alone */
    static LogOnDisk read(Path instance, boolean content) throws IOException {
        var log = new LogOnDisk(content);
        for (SegmentFile segment : SegmentFile.in(instance)) {
            try (InputStream in = Files.newInputStream(segment.path())) {
                SegmentScan.Summary summary = SegmentScan.scan(in, log);
                assertThat(summary.damagedInside())
                        .as("corruption in %s", segment.path())
                        .isZero();
                if (!segment.open()) {
                    assertThat(summary.tailBytes())
                            .as("torn end of sealed %s", segment.path())
                            .isZero();
                }
            }
        }
        return log;
    }

    @Override
    public void record(long seq, byte[] buffer, int from, int to) {
        String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
        if (content) {
            Marks.searchForKeys("the log on the disk", text);
        } else {
            Marks.search("the log on the disk", text);
        }
        EventGlance event;
        try {
            event = EventGlance.of(buffer, from, to);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (!ids.add(event.boot() + "-" + event.seq())) {
            return; // written again after a failed sync
        }
        assertThat(seq).as("the frame's number is the event's").isEqualTo(event.seq());
        Long before = lastSeq.put(event.boot(), seq);
        assertThat(before == null || seq == before + 1)
                .as("events of %s come in order: %s after %s", event.boot(), seq, before)
                .isTrue();
        String request = String.valueOf(event.requestId());
        switch (event.kind()) {
            case "decision" -> decisions.merge(request, 1, Integer::sum);
            case "outcome" -> {
                outcomes.merge(request, 1, Integer::sum);
                statuses.merge(String.valueOf(event.status()), 1, Integer::sum);
            }
            case "feedback" -> feedback.merge(request, 1, Integer::sum);
            case "gap" -> {
                if (String.valueOf(event.reason()).startsWith("crash")) {
                    lostAtMost += event.count();
                } else {
                    dropped += event.count();
                }
            }
            default -> assertThat(event.kind()).isEqualTo("epoch");
        }
    }

    @Override
    public void damaged(long start, long end) {
        damaged += end - start;
    }

    /** D12 after a clean end: whoever was assigned ended once, and whoever ended was assigned. */
    void balances() {
        assertThat(decisions.values()).as("decisions of a request").allMatch(count -> count == 1);
        assertThat(outcomes.values()).as("outcomes of a request").allMatch(count -> count == 1);
        assertThat(outcomes.keySet()).isEqualTo(decisions.keySet());
    }
}
