package dev.routeproof.harness.imports;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.store.Handover;
import dev.routeproof.harness.store.Loading;
import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Store;
import dev.routeproof.routing.experiment.Rollout;
import dev.routeproof.routing.experiment.RolloutFile;
import dev.routeproof.routing.experiment.UnitKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Enters the exchanges of an experiment, logged by any router, into a store: each request once, however often and in
 * whatever parts the log is imported, all of a file or nothing.
 */
public final class ExchangeImport {
    private static final Query FORGET_REPEATED = Query.of(ExchangeImport.class, "forget-repeated-exchanges.sql");
    private static final Query CHANGED = Query.of(ExchangeImport.class, "count-changed-exchanges.sql");
    private static final Query COUNT = Query.of(ExchangeImport.class, "count-exchanges.sql");
    private static final Query FORGET_ASSIGNED = Query.of(ExchangeImport.class, "forget-assigned.sql");
    private static final Query FORGET_EXPERIMENT = Query.of(ExchangeImport.class, "forget-experiment.sql");
    private static final Query HASH = Query.of(ExchangeImport.class, "experiment-hash.sql");

    private static final int BATCH = 1_024;
    private static final int BATCHES_AHEAD = 32;

    private final Rollout rollout;
    private final LineReader exchanges = new LineReader(ExchangeFields.EXCHANGE, 1, 1);
    private final LineReader assignments = new LineReader(ExchangeFields.ASSIGNED, 1, 0);
    private long withoutUnit;

    private ExchangeImport(Rollout rollout) {
        this.rollout = rollout;
    }

    /**
     * What is imported.
     *
     * @param assigned lines of {@code epoch, arm, task_type, assigned}; null: not known
     */
    public record Order(Path file, Path rollout, @Nullable Path assigned) {}

    /**
     * What an import did.
     *
     * @param lines exchanges in the file
     * @param fresh of them that were not in the store
     * @param changed requests that stand twice, in the store or in the file, with another content: the last line counts
     * @param withoutUnit lines that name no unit: served by the default, in the ledger, not compared
     * @param registrationChanged the experiment was imported before with another rollout document
     */
    public record Summary(
            String experiment,
            long lines,
            long fresh,
            long changed,
            long withoutUnit,
            long pages,
            boolean registrationChanged) {}

    /** {@link UserError} where a line is broken; {@link dev.routeproof.routing.config.BrokenFile} where the rollout is. */
    public static Summary run(Order order, Store store, Clock clock) throws IOException {
        Rollout rollout = RolloutFile.load(order.rollout()).orThrow();
        return new ExchangeImport(rollout).run(order, Files.readString(order.rollout()), store, clock);
    }

    private Summary run(Order order, String document, Store store, Clock clock) {
        String experiment = rollout.experiment();
        boolean changed = store.query(HASH, row -> row.getString(1), experiment).stream()
                .anyMatch(hash -> !hash.equals(rollout.contentHash()));
        long before = count(store);
        var read = new long[3];
        store.load("importing " + order.file(), loading -> {
            read[0] = exchanges(order.file(), loading);
            if (read[0] == 0) {
                throw new UserError(Exit.BAD_CONFIG, order.file() + " holds no exchange. Nothing was imported.");
            }
            if (order.assigned() != null) {
                read[1] = assigned(order.assigned(), loading);
            }
            read[2] = loading.number(CHANGED, experiment);
            loading.execute(FORGET_REPEATED, experiment);
            loading.execute(FORGET_EXPERIMENT, experiment);
            loading.row("experiment", new Object[] {
                experiment, document, rollout.contentHash(), new Loading.EpochMillis(clock.millis())
            });
        });
        return new Summary(experiment, read[0], count(store) - before, read[2], withoutUnit, read[1], changed);
    }

    /** Parses on a thread of its own while this one appends. */
    private long exchanges(Path file, Loading loading) throws SQLException {
        var lines = new long[1];
        Handover.<List<@Nullable Object[]>>run(
                "lines", BATCHES_AHEAD, ahead -> lines[0] = parsed(file, ahead), batch -> {
                    for (@Nullable Object[] cells : batch) {
                        loading.row("exchange", cells);
                    }
                });
        return lines[0];
    }

    private long parsed(Path file, Consumer<List<@Nullable Object[]>> ahead) {
        var batch = new ArrayList<@Nullable Object[]>();
        try {
            long read = LineFile.read(file, exchanges, cells -> {
                batch.add(exchange(cells));
                if (batch.size() == BATCH) {
                    ahead.accept(List.copyOf(batch));
                    batch.clear();
                }
            });
            ahead.accept(List.copyOf(batch));
            return read;
        } catch (SQLException impossible) {
            throw new IllegalStateException("parsing asks nothing of the store", impossible);
        }
    }

    private long count(Store store) {
        return store.query(COUNT, row -> row.getLong(1), rollout.experiment()).getFirst();
    }

    /** The cells with the experiment before them and the unit as a number behind them. */
    private @Nullable Object[] exchange(@Nullable Object[] cells) {
        cells[0] = rollout.experiment();
        int unit = exchanges.cell("unit");
        if (cells[unit] == null && rollout.unit() == Rollout.UnitKind.REQUEST) {
            cells[unit] = cells[exchanges.cell("request_id")];
        }
        Object named = cells[unit];
        if (named == null) {
            withoutUnit++;
        } else {
            cells[cells.length - 1] = UnitKey.of(named.toString());
        }
        return cells;
    }

    private record Page(
            @Nullable Object epoch,
            @Nullable Object arm,
            @Nullable Object taskType) {}

    private long assigned(Path file, Loading loading) throws SQLException {
        Set<Page> pages = new HashSet<>();
        return LineFile.read(file, assignments, cells -> {
            var page = new Page(cells[1], cells[2], cells[3]);
            if (!pages.add(page)) {
                throw new LineReader.BadLine("this epoch, arm and task type stand in the file twice; keep one line.");
            }
            cells[0] = rollout.experiment();
            loading.execute(FORGET_ASSIGNED, rollout.experiment(), page.epoch(), page.arm(), page.taskType());
            loading.row("assigned", cells);
        });
    }
}
