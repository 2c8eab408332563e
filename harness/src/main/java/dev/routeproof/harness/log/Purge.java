package dev.routeproof.harness.log;

import dev.routeproof.routing.evidence.EventGlance;
import dev.routeproof.routing.evidence.SegmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes exchanges out of the log for good: those of some units, or all before a day. Their place is kept by a record
 * that says how many are gone, so that the log stays whole and its ledger balances.
 */
public final class Purge {
    private final What what;
    private final boolean dryRun;
    private final Set<String> requests = new HashSet<>();
    private Done done = new Done(0, 0, 0, 0, 0);

    /** What has to go. */
    public sealed interface What {
        /** Every exchange of these units (as the log names them), with its feedback. */
        record Units(Set<String> hashes) implements What {
            public Units {
                hashes = Set.copyOf(hashes);
            }
        }

        /** Everything but epochs before a moment, and the later end of exchanges that began before it. */
        record Before(long millis) implements What {}
    }

    /**
     * What was done.
     *
     * @param exchanges decisions purged
     * @param segments rewritten
     * @param stillOpen matching events in segments that a proxy may still be writing: they stay until those are sealed
     * @param tornFiles deleted; they may hold a part of anything
     */
    public record Done(long exchanges, long events, long segments, long stillOpen, long tornFiles) {
        Done plus(Done more) {
            return new Done(
                    exchanges + more.exchanges,
                    events + more.events,
                    segments + more.segments,
                    stillOpen + more.stillOpen,
                    tornFiles + more.tornFiles);
        }
    }

    private Purge(What what, boolean dryRun) {
        this.what = what;
        this.dryRun = dryRun;
    }

    /** Purges the logs at or below {@code directories}; {@code dryRun} only counts. */
    public static Done run(List<Path> directories, What what, boolean dryRun) throws IOException {
        var purge = new Purge(what, dryRun);
        var instances = new java.util.ArrayList<Segments>();
        for (Path directory : directories) {
            instances.addAll(Segments.below(directory));
        }
        for (Segments instance : instances) {
            for (SegmentFile segment : instance.files()) {
                Segments.scan(segment, Segments.eachEvent((seq, event) -> purge.note(event)));
            }
        }
        for (Segments instance : instances) {
            for (SegmentFile segment : instance.files()) {
                purge.segment(segment);
            }
            purge.torn(instance.folder());
        }
        return purge.done;
    }

    /** Collects the requests whose events must go wherever they stand. */
    private void note(EventGlance event) {
        String request = event.requestId();
        if (request == null) {
            return;
        }
        switch (what) {
            case What.Units(Set<String> hashes) -> {
                if (event.unit() != null && hashes.contains(event.unit())) {
                    requests.add(request);
                }
            }
            case What.Before(long millis) -> {
                // Decision and outcome both before the moment need no note; what is left has one of them behind it.
                boolean end = event.kind().equals("decision") || event.kind().equals("outcome");
                if (end && event.atMillis() < millis && !requests.remove(request)) {
                    requests.add(request);
                }
            }
        }
    }

    boolean goes(EventGlance event) {
        boolean named = event.requestId() != null && requests.contains(event.requestId());
        return switch (what) {
            case What.Units units -> named;
            case What.Before(long millis) -> named || (event.atMillis() < millis && event.requestId() != null);
        };
    }

    private void segment(SegmentFile segment) throws IOException {
        var count = new long[2];
        Segments.scan(segment, Segments.eachEvent((seq, event) -> {
            if (goes(event)) {
                count[0]++;
                count[1] += event.kind().equals("decision") ? 1 : 0;
            }
        }));
        if (count[0] == 0) {
            return;
        }
        if (segment.open()) {
            done = done.plus(new Done(0, 0, 0, count[0], 0));
            return;
        }
        if (!dryRun) {
            new Rewriting(segment, this::goes).run();
        }
        done = done.plus(new Done(count[1], count[0], 1, 0, 0));
    }

    private void torn(Path folder) throws IOException {
        List<Path> torn;
        try (Stream<Path> files = Files.list(folder)) {
            torn = files.filter(path -> path.getFileName().toString().endsWith(".torn"))
                    .toList();
        }
        for (Path file : torn) {
            boolean old = switch (what) {
                case What.Units units -> done.events() > 0;
                case What.Before(long millis) -> Files.getLastModifiedTime(file).toMillis() < millis;
            };
            if (old) {
                if (!dryRun) {
                    Files.delete(file);
                }
                done = done.plus(new Done(0, 0, 0, 0, 1));
            }
        }
    }
}
