package dev.routeproof.proxy.mirror;

import dev.routeproof.routing.catalog.Money;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The dollars of a day (UTC) for mirrored calls. Each call reserves the most it can cost before it is made, and what it
 * did cost takes that place afterwards. A mark on disk is never below what is spent and reserved, so the cap holds through
 * a crash; where it cannot be read or written, no call is made. Safe for use by several threads; blocks.
 */
final class Allowance {
    /** The mark runs ahead by a hundredth of the cap, so that few calls wait for the disk. */
    private static final long AHEAD = 100;

    private static final long DAY_MILLIS = 86_400_000;

    private final @Nullable SpendFile file;
    private final Clock clock;
    // Owned by this object's lock.
    private long day;
    private long spent;
    private long reserved;
    private long marked;
    private boolean broken;

    /** @param file where the mark is kept; null: in memory only */
    Allowance(@Nullable Path file, Clock clock) {
        this.file = file == null ? null : new SpendFile(file);
        this.clock = clock;
        if (this.file != null) {
            try {
                var mark = this.file.read();
                day = mark.day();
                spent = mark.nanoUsd();
                marked = spent;
            } catch (IOException unreadable) {
                broken = true;
            }
        }
    }

    /** Sets {@code most} aside; false where that could pass {@code perDay}. */
    synchronized boolean reserve(Money most, Money perDay) {
        turn();
        long then = spent + reserved + most.nanoUsd();
        if (then > perDay.nanoUsd()) {
            return false;
        }
        if (then > marked && !mark(Math.min(perDay.nanoUsd(), then + perDay.nanoUsd() / AHEAD))) {
            return false;
        }
        reserved += most.nanoUsd();
        return true;
    }

    /** The call that reserved {@code most} is over and counts with {@code cost}, which its provider may say is more. */
    synchronized void settle(Money most, Money cost) {
        turn();
        reserved -= most.nanoUsd();
        spent += cost.nanoUsd();
        if (spent + reserved > marked) {
            mark(spent + reserved);
        }
    }

    synchronized Money spentToday() {
        turn();
        return new Money(spent);
    }

    /** Leaves the exact sum for the next start. */
    synchronized void close() {
        if (marked > 0) {
            mark(spent + reserved);
        }
    }

    /** A new day begins with nothing spent; a clock that goes back begins none. */
    private void turn() {
        long today = clock.millis() / DAY_MILLIS;
        if (today > day) {
            day = today;
            spent = 0;
            marked = 0;
        }
    }

    private boolean mark(long nanoUsd) {
        if (file == null) {
            marked = nanoUsd;
            return true;
        }
        if (broken) {
            return false;
        }
        try {
            file.write(new SpendFile.Mark(day, nanoUsd));
            marked = nanoUsd;
            return true;
        } catch (IOException unwritten) {
            return false;
        }
    }
}
