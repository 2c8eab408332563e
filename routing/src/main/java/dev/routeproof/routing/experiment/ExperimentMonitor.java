package dev.routeproof.routing.experiment;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.stats.Result;
import dev.routeproof.stats.sequential.Evidence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges an experiment from its exchanges, fed in the order of their time.
 *
 * <p>Deterministic. Memory is bounded by the open windows and 16 bytes a slot for each unit and slice, so ten million
 * exchanges fit. One thread.
 */
public final class ExperimentMonitor {
    private static final double MOST_CONTRADICTORY = 0.01;
    private static final double MILLIS_PER_DAY = 86_400_000.0;

    private final Rollout rollout;
    private final List<SliceState> slices = new ArrayList<>();
    private final Map<@Nullable TaskType, Integer> indexes = new HashMap<>();
    private final Map<Integer, Propensities> shares = new HashMap<>();
    private final UnitWindows windows;
    private final LedgerBook book;
    private final List<Course.Opened> opened = new ArrayList<>();
    private final Consumer<UnitValue> listener;
    private final @Nullable Executor values;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private int epoch = Integer.MIN_VALUE;
    private long exposed;

    /**
     * @param taskTypes slices that are judged even where nothing was seen of them; others are added as they appear
     * @param asOfMillis the time of the analysis, milliseconds of Unix time: younger windows give no value yet
     */
    public ExperimentMonitor(Rollout rollout, SequencedSet<TaskType> taskTypes, LedgerBook book, long asOfMillis) {
        this(rollout, taskTypes, book, asOfMillis, value -> {});
    }

    /** {@code listener} hears every unit value on its way into the analysis, on the thread that feeds exchanges. */
    public ExperimentMonitor(
            Rollout rollout,
            SequencedSet<TaskType> taskTypes,
            LedgerBook book,
            long asOfMillis,
            Consumer<UnitValue> listener) {
        this(rollout, taskTypes, book, asOfMillis, listener, null);
    }

    /**
     * With other threads that take the values, one slice each at a time, while this one takes exchanges; the results are
     * the same.
     *
     * @param values runs what takes values; null: this thread does
     */
    public ExperimentMonitor(
            Rollout rollout,
            SequencedSet<TaskType> taskTypes,
            LedgerBook book,
            long asOfMillis,
            Consumer<UnitValue> listener,
            @Nullable Executor values) {
        this.values = values;
        this.rollout = rollout;
        this.book = book;
        this.listener = listener;
        this.windows = new UnitWindows(rollout, asOfMillis, this::close);
        taskTypes.forEach(this::slice);
    }

    /**
     * Observes some exchanges one after the other. What is known of their units is fetched first: among millions of units
     * each lies elsewhere in memory, and so they are waited for together.
     */
    public void observe(List<Exchange> exchanges) {
        long[] units = new long[exchanges.size()];
        for (int i = 0; i < units.length; i++) {
            Exchange exchange = exchanges.get(i);
            units[i] = UnitKey.inSlice(exchange.unit(), slice(exchange.slice()));
        }
        windows.expect(units);
        exchanges.forEach(this::observe);
    }

    public void observe(Exchange exchange) {
        int index = slice(exchange.slice());
        first = Math.min(first, exchange.atMillis());
        last = Math.max(last, exchange.atMillis());
        if (exchange.epoch() > epoch) {
            epoch = exchange.epoch();
            slices.forEach(SliceState::startEpoch);
            opened.add(new Course.Opened(epoch, exchange.atMillis(), exchange.propensities()));
            shares.put(epoch, exchange.propensities().compared());
        }
        SliceState state = slices.get(index);
        state.tally(exchange, book).enter(exchange.status());
        if (exchange.arm() == Arm.EXPLORE) {
            return;
        }
        state.changed |= exchange.differs();
        if (exchange.unit() != 0 && (exchange.differs() || state.taskType == null)) {
            windows.observe(exchange, index, state.thresholds);
            exposed++;
        }
        if (exchange.arm().baseline() && exchange.epoch() == epoch) {
            state.include(exchange);
        }
    }

    /** Closes what is mature and judges; call it once, at the end. */
    public ExperimentVerdict finish() {
        windows.finish();
        return soFar();
    }

    /** The verdict on the windows that have closed; may be asked at any time. */
    public ExperimentVerdict soFar() {
        slices.forEach(state -> state.backstage.settle());
        String unhealthy = unhealthy();
        double days = last > first ? (last - first) / MILLIS_PER_DAY : 0;
        var judged = slices.stream()
                .map(state -> new Judge.Slice(
                        state.taskType,
                        state.changed ? state.monitor : null,
                        unhealthy == null ? state.unclassified() : unhealthy,
                        days))
                .toList();
        return Judge.experiment(
                rollout.experiment(), Judge.slices(judged, rollout), book.total(), unhealthy, windows.immature());
    }

    /** How the evidence came about; after {@link #finish}. */
    public Course course() {
        return new Course(
                opened,
                slices.stream()
                        .map(state -> new Course.Slice(state.taskType, state.points.all(state.monitor)))
                        .toList());
    }

    private @Nullable String unhealthy() {
        var unbalanced = book.unbalanced();
        if (!unbalanced.isEmpty()) {
            LedgerBook.Page page = unbalanced.getFirst();
            Ledger ledger = book.ledger(page);
            String slice = page.slice() == null ? "unknown" : page.slice().label();
            return "The ledger does not balance: " + page.arm().word() + " × " + slice + " × epoch " + page.epoch()
                    + " has " + ledger.assigned() + " assigned and " + ledger.ended() + " accounted for"
                    + (unbalanced.size() > 1 ? ", and " + (unbalanced.size() - 1) + " more pages are off." : ".");
        }
        if (windows.contradictory() > MOST_CONTRADICTORY * Math.max(1, exposed)) {
            return windows.contradictory()
                    + " units are in an arm that a sticky assignment could not have sent them to:"
                    + " the salt, the unit or the logged propensities changed.";
        }
        return null;
    }

    private void close(UnitValue value) {
        Propensities share = shares.get(value.epoch());
        SliceState state = slices.get(value.slice());
        if (share != null) {
            listener.accept(value);
            boolean compared = state.changed;
            state.backstage.run(() -> state.enter(value, share, compared));
        }
    }

    private int slice(@Nullable TaskType type) {
        Integer index = indexes.get(type);
        if (index == null) {
            index = slices.size();
            indexes.put(type, index);
            slices.add(new SliceState(type, new SliceMonitor(rollout), index, new Backstage(values)));
        }
        return index;
    }

    /** One slice: its monitor, and the baseline that its thresholds are frozen from. */
    private static final class SliceState {
        private final @Nullable TaskType taskType;
        private final SliceMonitor monitor;
        private final int seed;
        private final Backstage backstage;
        private final ThinnedPoints points = new ThinnedPoints();
        private Thresholds thresholds = Thresholds.NONE;
        private BaselineSample sample;
        private boolean changed;
        private final Map<Arm, LedgerBook.Tally> tallies = new EnumMap<>(Arm.class);
        private int talliedEpoch = Integer.MIN_VALUE;

        SliceState(@Nullable TaskType taskType, SliceMonitor monitor, int seed, Backstage backstage) {
            this.taskType = taskType;
            this.monitor = monitor;
            this.seed = seed;
            this.backstage = backstage;
            this.sample = new BaselineSample(seed);
        }

        void enter(UnitValue value, Propensities share, boolean compared) {
            if (compared) {
                monitor.observe(value, share);
                points.offer(value.knownAtMillis(), monitor);
            } else {
                monitor.observeArrival(value, share);
            }
        }

        /** Where the exchange is counted; looked up once an arm and epoch. */
        LedgerBook.Tally tally(Exchange exchange, LedgerBook book) {
            if (exchange.epoch() != talliedEpoch) {
                tallies.clear();
                talliedEpoch = exchange.epoch();
            }
            LedgerBook.Tally tally = tallies.get(exchange.arm());
            if (tally == null) {
                tally = book.page(exchange.arm(), taskType, exchange.epoch());
                tallies.put(exchange.arm(), tally);
            }
            return tally;
        }

        /** The share of requests without a label is watched like a sample ratio; null: it is alike in all arms. */
        @Nullable
        String unclassified() {
            return taskType == null
                            && monitor.sampleRatio() instanceof Result.Value<Evidence>(Evidence ratio)
                            && ratio.reaches(SliceMonitor.SAMPLE_RATIO_ALPHA)
                    ? "The classifier fails in other proportions than units were assigned in: labels are not computed"
                            + " alike in every arm, or exchanges are missing in one."
                    : null;
        }

        void startEpoch() {
            thresholds = sample.freeze(thresholds);
            sample = new BaselineSample(seed);
        }

        /** Without an earlier epoch the thresholds are frozen as soon as there is enough, for units exposed later. */
        void include(Exchange exchange) {
            sample.include(exchange.latencyMillis(), exchange.costUsd());
            thresholds = sample.freezeMissing(thresholds);
        }
    }
}
