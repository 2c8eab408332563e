package dev.routeproof.proxy.watch;

import dev.routeproof.proxy.record.EvidenceSink;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.proxy.rollout.LiveRollout.Effective;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.evidence.SegmentFile;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.ExperimentVerdict;
import dev.routeproof.routing.experiment.Phase;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.SliceVerdict;
import dev.routeproof.routing.experiment.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches the experiment on a thread of its own: backs a task type off where harm is shown ({@code auto_back_off}), and
 * raises the share step by step where none is ({@code ramp}); 100 % needs a promotion. Each change opens an epoch that
 * says why. Where other instances write beside this one it only advises, because one writer changes the allocation for
 * all.
 */
public final class RolloutWatch implements AutoCloseable {
    /** An instance that has written nothing for longer than this is taken to have ended. */
    private static final Duration BESIDE = Duration.ofHours(1);

    private final Path log;
    private final LiveRollout rollout;
    private final EvidenceSink sink;
    private final Supplier<String> config;
    private final Supplier<List<TaskType>> taskTypes;
    private final Clock clock;
    private final Duration every;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    // Owned by the watching thread.
    private @Nullable LogJudge judge;
    private String judged = "";
    private String untold = "";

    private volatile List<String> says = List.of();
    private volatile List<String> beside = List.of();

    /**
     * @param log the folder of this instance's segments
     * @param config hash of the configuration in effect
     * @param every between two looks, by the wall clock
     */
    public RolloutWatch(
            Path log,
            LiveRollout rollout,
            EvidenceSink sink,
            Supplier<String> config,
            Supplier<List<TaskType>> taskTypes,
            Clock clock,
            Duration every) {
        this.log = log;
        this.rollout = rollout;
        this.sink = sink;
        this.config = config;
        this.taskTypes = taskTypes;
        this.clock = clock;
        this.every = every;
        this.thread = Thread.ofPlatform().daemon().name("rollout-watch").unstarted(this::run);
    }

    public RolloutWatch start() {
        thread.start();
        return this;
    }

    /** What it sees and does, a line each, for the operator. */
    public List<String> says() {
        return says;
    }

    /** Folders of the other instances that write into the same evidence folder; an order to this one is none to them. */
    public List<String> beside() {
        return beside;
    }

    private void run() {
        try {
            while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    look();
                } catch (IOException | RuntimeException unreadable) {
                    says = List.of("the log cannot be read back, so nothing is done by itself: " + unreadable);
                    judge = null;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads, judges, acts; for whoever has not started its thread. */
    public void look() throws IOException {
        beside = others();
        Effective effective = rollout.get();
        Rollout document = effective.rollout();
        if (document == null || (!document.autoBackOff() && document.ramp() == null)) {
            says = List.of();
            judge = null;
            return;
        }
        if (!effective.live()) {
            says = List.of("nobody is routed by the candidate, so nothing is judged");
            return;
        }
        LogJudge current = judge;
        if (current == null || !judged.equals(document.contentHash())) {
            current = new LogJudge(log, document, taskTypes.get());
            judge = current;
            judged = document.contentHash();
        }
        ExperimentVerdict verdict = current.upTo(clock.millis());
        String before = untold;
        var lines = new ArrayList<String>();
        lines.add(current.judged() + " exchanges judged; " + verdict.verdict().word() + ": " + verdict.reason());
        boolean alone = beside.isEmpty();
        backOff(document, verdict, alone).ifPresent(lines::add);
        ramp(document, verdict, current.judged() > 0, alone).ifPresent(lines::add);
        if (!before.isEmpty() && before.equals(untold)) {
            lines.add(before);
        }
        says = List.copyOf(lines);
    }

    private Optional<String> backOff(Rollout document, ExperimentVerdict verdict, boolean alone) {
        Event.Epoch epoch;
        String note;
        synchronized (rollout) {
            var now = rollout.get();
            List<SliceVerdict> harmed = harmed(verdict, now.allocation());
            if (!document.autoBackOff() || harmed.isEmpty() || !now.live()) {
                return Optional.empty();
            }
            note = harmed.stream().map(SliceVerdict::reason).collect(Collectors.joining(" "));
            if (!alone) {
                return Optional.of("ADVICE, other instances write beside this one: back off. " + note);
            }
            Set<TaskType> backOff = new HashSet<>(now.allocation().backOff());
            harmed.forEach(slice -> backOff.add(type(slice)));
            epoch = rollout.change(
                    now.allocation().withBackOff(backOff), now.killed(), config.get(), Event.Cause.AUTO_BACK_OFF, note);
            sink.offer(epoch);
        }
        return Optional.of("backed off: " + note + alert(document, epoch));
    }

    private Optional<String> ramp(Rollout document, ExperimentVerdict verdict, boolean judgedAny, boolean alone) {
        Rollout.Ramp ramp = document.ramp();
        if (ramp == null) {
            return Optional.empty();
        }
        Event.Epoch epoch;
        String note;
        synchronized (rollout) {
            var now = rollout.get();
            Allocation before = now.allocation();
            Instant next = now.shareSince().plus(ramp.every());
            if (!now.live() || before.phase() != Phase.RAMP || clock.instant().isBefore(next)) {
                return Optional.empty();
            }
            if (verdict.verdict() == Verdict.UNHEALTHY
                    || !harmed(verdict, before).isEmpty()) {
                return Optional.of("the ramp waits: " + verdict.reason());
            }
            if (!judgedAny) {
                return Optional.of("the ramp waits: nothing is judged yet, so no harm could have been seen");
            }
            double percent = before.percent() + ramp.step();
            boolean last = percent >= 100;
            if (last && !promoted(verdict, before)) {
                return Optional.of("the ramp waits at " + before.percent() + " %: 100 % needs a promotion");
            }
            if (!alone) {
                return Optional.of("ADVICE, other instances write beside this one: raise the share to "
                        + Math.min(100, percent) + " %");
            }
            note = last
                    ? "promoted: everybody but the hold-out"
                    : "no harm shown after " + ramp.every().toDays() + " days";
            epoch = rollout.change(
                    before.withShare(last ? Phase.FULL : Phase.RAMP, Math.min(100, percent)),
                    now.killed(),
                    config.get(),
                    Event.Cause.RAMP,
                    note);
            sink.offer(epoch);
        }
        return Optional.of("share raised: " + note + alert(document, epoch));
    }

    /** Nothing, or why nobody could be told; that stays to be seen until a later alert, which tells the whole state, is taken. */
    private String alert(Rollout document, Event.Epoch epoch) {
        URI webhook = document.webhook();
        String failure = webhook == null ? "" : Alert.send(webhook, document.experiment(), epoch);
        untold = failure.isEmpty() ? "" : "nobody was told of epoch " + epoch.epoch() + ": " + failure;
        return failure.isEmpty() ? "" : " (" + failure + ")";
    }

    /** Slices with harm that are not backed off already. */
    private static List<SliceVerdict> harmed(ExperimentVerdict verdict, Allocation allocation) {
        return verdict.slices().stream()
                .filter(slice -> slice.verdict() == Verdict.ROLL_BACK
                        && slice.taskType() != null
                        && !allocation.backOff().contains(slice.taskType()))
                .toList();
    }

    /** True where every slice that still changes is promoted, and one does. */
    private static boolean promoted(ExperimentVerdict verdict, Allocation allocation) {
        var changed = verdict.slices().stream()
                .filter(slice -> slice.verdict() != Verdict.NO_CHANGE
                        && (slice.taskType() == null || !allocation.backOff().contains(slice.taskType())))
                .toList();
        return !changed.isEmpty() && changed.stream().allMatch(slice -> slice.verdict() == Verdict.PROMOTE);
    }

    private static TaskType type(SliceVerdict slice) {
        TaskType type = slice.taskType();
        if (type == null) {
            throw new IllegalStateException("the unknown slice is never routed by the candidate");
        }
        return type;
    }

    /** The instances that have written within an hour of this one's last segment. */
    private List<String> others() throws IOException {
        Path own = log.toAbsolutePath();
        Path parent = own.getParent();
        if (parent == null) {
            return List.of();
        }
        Instant mine = lastWritten(own);
        List<Path> folders;
        try (var all = Files.list(parent)) {
            folders = all.filter(folder -> Files.isDirectory(folder) && !folder.equals(own))
                    .sorted()
                    .toList();
        }
        var others = new ArrayList<String>();
        for (Path other : folders) {
            if (lastWritten(other).isAfter(mine.minus(BESIDE))) {
                others.add(String.valueOf(other.getFileName()));
            }
        }
        return List.copyOf(others);
    }

    private static Instant lastWritten(Path folder) throws IOException {
        Instant last = Instant.EPOCH;
        for (SegmentFile segment : SegmentFile.in(folder)) {
            try {
                Instant written = Files.getLastModifiedTime(segment.path()).toInstant();
                last = written.isAfter(last) ? written : last;
            } catch (NoSuchFileException sealedMeanwhile) {
                // Its new name is listed at the next look.
            }
        }
        return last;
    }

    /** Stops looking; waits for a look that is under way. */
    @Override
    public void close() {
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
