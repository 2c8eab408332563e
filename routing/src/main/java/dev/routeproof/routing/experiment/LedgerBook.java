package dev.routeproof.routing.experiment;

import dev.routeproof.routing.classify.TaskType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The exact ledger per arm, slice and epoch, which comes before any number is believed (statistics S5). */
public final class LedgerBook {
    /** One page of the book; slice null: {@code unknown}. */
    public record Page(Arm arm, @Nullable TaskType slice, int epoch) {}

    private static final Tally NOTHING = new Tally();

    private final boolean provided;
    private final Map<Page, Tally> pages = new HashMap<>();
    private final Map<Page, Long> assigned;

    /** A book without assignments: nothing can be missing, and the report says "not provided". */
    public LedgerBook() {
        this(false, Map.of());
    }

    /** A book against the assignments counted at decision time. */
    public LedgerBook(Map<Page, Long> assigned) {
        this(true, assigned);
    }

    private LedgerBook(boolean provided, Map<Page, Long> assigned) {
        this.provided = provided;
        this.assigned = Map.copyOf(assigned);
    }

    void enter(Exchange exchange) {
        page(exchange.arm(), exchange.slice(), exchange.epoch()).enter(exchange.status());
    }

    /** Where exchanges of this arm, slice and epoch are counted. */
    Tally page(Arm arm, @Nullable TaskType slice, int epoch) {
        return pages.computeIfAbsent(new Page(arm, slice, epoch), fresh -> new Tally());
    }

    public Ledger total() {
        Ledger total = provided ? Ledger.EMPTY : new Ledger(-1, 0, 0, 0, 0, 0);
        for (Page page : pages()) {
            total = total.plus(ledger(page));
        }
        return total;
    }

    /** Pages that do not balance, in order. */
    public List<Page> unbalanced() {
        return pages().stream()
                .filter(page -> !ledger(page).balanced())
                .sorted(Comparator.comparing(Page::epoch)
                        .thenComparing(Page::arm)
                        .thenComparing(
                                page -> page.slice() == null ? "" : page.slice().label()))
                .toList();
    }

    public Ledger ledger(Page page) {
        Tally tally = pages.getOrDefault(page, NOTHING);
        return new Ledger(
                provided ? assigned.getOrDefault(page, 0L) : -1,
                tally.completed,
                tally.failed,
                tally.cancelled,
                tally.dropped,
                0);
    }

    private List<Page> pages() {
        var all = new LinkedHashSet<>(pages.keySet());
        all.addAll(assigned.keySet());
        return List.copyOf(all);
    }

    /** What ended on a page so far. */
    static final class Tally {
        private long completed;
        private long failed;
        private long cancelled;
        private long dropped;

        void enter(Exchange.Status status) {
            switch (status) {
                case COMPLETED -> completed++;
                case FAILED -> failed++;
                case CANCELLED, CANCELLED_EARLY -> cancelled++;
                case DROPPED -> dropped++;
            }
        }
    }
}
