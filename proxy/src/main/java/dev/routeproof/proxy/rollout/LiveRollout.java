package dev.routeproof.proxy.rollout;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Rollout;
import java.time.Clock;
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
     * One epoch.
     *
     * @param rollout the document; null: shadow without an experiment
     * @param killed everything goes to the default, whatever the allocation says
     * @param epoch hash of the allocation, a dash, and the ordinal
     */
    public record Effective(
            @Nullable Rollout rollout, Allocation allocation, boolean killed, int ordinal, String epoch) {
        /** True where units are assigned to arms. */
        public boolean live() {
            return rollout != null && !killed && allocation.phase().live();
        }
    }

    private final AtomicReference<Effective> effective;
    private final Clock clock;

    public LiveRollout(@Nullable Rollout rollout, Clock clock) {
        Allocation allocation = rollout == null ? Allocation.SHADOW : rollout.allocation();
        this.clock = clock;
        this.effective = new AtomicReference<>(new Effective(rollout, allocation, false, 0, id(allocation, false, 0)));
    }

    public Effective get() {
        return Objects.requireNonNull(effective.get());
    }

    /** Opens an epoch with another allocation, or with the kill switch in another position. */
    public synchronized Event.Epoch change(
            Allocation allocation, boolean killed, String config, Event.Cause cause, String note) {
        return open(get().rollout(), allocation, killed, get().ordinal() + 1, config, cause, note);
    }

    /** Opens an epoch with another document; its allocation replaces every change made to the old one. */
    public synchronized Event.Epoch replace(@Nullable Rollout rollout, String config, String note) {
        var allocation = rollout == null ? Allocation.SHADOW : rollout.allocation();
        return open(rollout, allocation, get().killed(), get().ordinal() + 1, config, Event.Cause.RELOAD, note);
    }

    /** The epoch that a start opens; goes on from what an earlier run left where {@code allocation} is not null. */
    public synchronized Event.Epoch start(@Nullable Allocation allocation, boolean killed, int ordinal, String config) {
        var of = get();
        return open(
                of.rollout(),
                allocation == null ? of.allocation() : allocation,
                killed,
                ordinal,
                config,
                Event.Cause.START,
                "");
    }

    private Event.Epoch open(
            @Nullable Rollout rollout,
            Allocation allocation,
            boolean killed,
            int ordinal,
            String config,
            Event.Cause cause,
            String note) {
        String epoch = id(allocation, killed, ordinal);
        effective.set(new Effective(rollout, allocation, killed, ordinal, epoch));
        return new Event.Epoch(
                clock.instant(),
                epoch,
                ordinal,
                new Event.Allocation(
                        killed ? "off" : allocation.phase().word(),
                        allocation.percent(),
                        allocation.holdout(),
                        backOff(allocation)),
                null,
                rollout == null ? null : rollout.candidate(),
                config,
                cause,
                note);
    }

    private static List<String> backOff(Allocation allocation) {
        return allocation.backOff().stream().map(TaskType::label).sorted().toList();
    }

    private static String id(Allocation allocation, boolean killed, int ordinal) {
        String meaning = allocation.phase() + " " + allocation.percent() + " " + allocation.holdout() + " "
                + backOff(allocation) + " " + killed;
        byte[] hash = KeyRing.sha256(meaning);
        return HexFormat.of().formatHex(hash, 0, 6) + "-" + ordinal;
    }
}
