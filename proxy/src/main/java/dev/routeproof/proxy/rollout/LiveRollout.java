package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import dev.routeproof.routing.experiment.Rollout;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The rollout in effect: the document, and every change since. Each change opens an epoch; requests read the whole of it
 * once, from one reference.
 */
public final class LiveRollout {
    /**
     * A rollout document as it was read.
     *
     * @param document the file's text
     * @param standard catalog id of the default model
     */
    public record Registered(Rollout rollout, String document, String standard) {}

    /**
     * One epoch.
     *
     * @param registered null: shadow without an experiment
     * @param killed everything goes to the default, whatever the allocation says
     * @param resumes the phase that resuming goes back to; null where none was live
     * @param shareSince since when the candidate's share is what it is
     * @param epoch hash of the allocation, a dash, and the ordinal
     */
    public record Effective(
            @Nullable Registered registered,
            Allocation allocation,
            boolean killed,
            @Nullable Phase resumes,
            Instant shareSince,
            int ordinal,
            String epoch) {
        /** The document; null: shadow without an experiment. */
        public @Nullable Rollout rollout() {
            return registered == null ? null : registered.rollout();
        }

        /** The candidate's share in effect, [0,1]. */
        double share() {
            return LiveRollout.share(allocation, killed);
        }

        /** True where units are assigned to arms. */
        public boolean live() {
            return registered != null && !killed && allocation.phase().live();
        }
    }

    /** What an earlier run left: its last epoch. */
    public record Kept(
            Allocation allocation, boolean killed, @Nullable Phase resumes, Instant shareSince, int ordinal) {}

    private final AtomicReference<Effective> effective;
    private final Clock clock;

    public LiveRollout(@Nullable Registered registered, Clock clock) {
        Allocation allocation = standard(registered);
        this.clock = clock;
        this.effective = new AtomicReference<>(new Effective(
                registered,
                allocation,
                false,
                resumes(allocation, null),
                clock.instant(),
                0,
                id(allocation, false, 0)));
    }

    public Effective get() {
        return Objects.requireNonNull(effective.get());
    }

    /** Opens an epoch with another allocation, or with the kill switch in another position. */
    public synchronized Event.Epoch change(
            Allocation allocation, boolean killed, String config, Event.Cause cause, String note) {
        var of = get();
        boolean sameShare = of.share() == share(allocation, killed);
        return open(
                of.registered(),
                new Kept(
                        allocation,
                        killed,
                        resumes(allocation, of.resumes()),
                        sameShare ? of.shareSince() : clock.instant(),
                        of.ordinal() + 1),
                config,
                cause,
                note);
    }

    /** Opens an epoch with another document; its allocation replaces every change made to the old one. */
    public synchronized Event.Epoch replace(@Nullable Registered registered, String config, String note) {
        var allocation = standard(registered);
        var kept =
                new Kept(allocation, get().killed(), resumes(allocation, null), clock.instant(), get().ordinal() + 1);
        return open(registered, kept, config, Event.Cause.RELOAD, note);
    }

    /** Opens an epoch with the same document and allocation over another configuration. */
    public synchronized Event.Epoch reconfigure(@Nullable Registered registered, String config, String note) {
        var of = get();
        var kept = new Kept(of.allocation(), of.killed(), of.resumes(), of.shareSince(), of.ordinal() + 1);
        return open(registered, kept, config, Event.Cause.RELOAD, note);
    }

    /** The epoch that a start opens with the document's allocation, after the last one of another document. */
    public synchronized Event.Epoch start(int before, boolean killed, String config) {
        var of = get();
        var kept = new Kept(of.allocation(), killed, of.resumes(), of.shareSince(), before + 1);
        return open(of.registered(), kept, config, Event.Cause.START, "");
    }

    /** The epoch that a start opens with another document's allocation; it says what that changes. */
    public synchronized Event.Epoch start(Kept last, String config) {
        var of = get();
        var kept = new Kept(of.allocation(), last.killed(), of.resumes(), of.shareSince(), last.ordinal() + 1);
        String changes = Changes.words(last.allocation(), of.allocation());
        String note = "another rollout document" + (changes.isEmpty() ? "" : ": " + changes);
        return open(of.registered(), kept, config, Event.Cause.START, note);
    }

    /** The epoch that a start opens where an earlier run left changes to the same document: they go on. */
    public synchronized Event.Epoch goOn(Kept kept, String config) {
        var next = new Kept(kept.allocation(), kept.killed(), kept.resumes(), kept.shareSince(), kept.ordinal() + 1);
        return open(get().registered(), next, config, Event.Cause.START, "goes on from epoch " + kept.ordinal());
    }

    private Event.Epoch open(
            @Nullable Registered registered, Kept state, String config, Event.Cause cause, String note) {
        Allocation allocation = state.allocation();
        String epoch = id(allocation, state.killed(), state.ordinal());
        effective.set(new Effective(
                registered, allocation, state.killed(), state.resumes(), state.shareSince(), state.ordinal(), epoch));
        Phase resumes = state.resumes();
        return new Event.Epoch(
                clock.instant(),
                epoch,
                state.ordinal(),
                new Event.Allocation(
                        allocation.phase().word(),
                        allocation.percent(),
                        allocation.holdout(),
                        allocation.explore(),
                        backOff(allocation)),
                state.killed(),
                resumes == null ? null : resumes.word(),
                state.shareSince(),
                registered == null
                        ? null
                        : new Event.Experiment(
                                registered.rollout().experiment(),
                                registered.rollout().contentHash(),
                                registered.document(),
                                registered.standard()),
                null,
                registered == null ? null : registered.rollout().candidate(),
                config,
                cause,
                note);
    }

    private static double share(Allocation allocation, boolean killed) {
        return killed ? 0 : allocation.share();
    }

    private static Allocation standard(@Nullable Registered registered) {
        return registered == null ? Allocation.SHADOW : registered.rollout().allocation();
    }

    private static @Nullable Phase resumes(Allocation allocation, @Nullable Phase before) {
        return allocation.phase().live() ? allocation.phase() : before;
    }

    private static List<String> backOff(Allocation allocation) {
        return allocation.backOff().stream().map(TaskType::label).sorted().toList();
    }

    private static String id(Allocation allocation, boolean killed, int ordinal) {
        String meaning = allocation.phase() + " " + allocation.percent() + " " + allocation.holdout() + " "
                + allocation.explore() + " " + backOff(allocation) + " " + killed;
        byte[] hash = KeyRing.sha256(meaning);
        return HexFormat.of().formatHex(hash, 0, 6) + "-" + ordinal;
    }
}
