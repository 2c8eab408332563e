package dev.routeproof.proxy.watch;

import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.experiment.Exchange;
import dev.routeproof.routing.experiment.ExperimentMonitor;
import dev.routeproof.routing.experiment.ExperimentVerdict;
import dev.routeproof.routing.experiment.LedgerBook;
import dev.routeproof.routing.experiment.Rollout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a rollout document from an instance's own log, brought up to date whenever it is asked.
 *
 * <p>The log is read twice: once ahead, for votes, and once behind by the unit's window and the feedback time, when
 * everything that can still count for a request has been said. So exchanges are judged in the order they were routed, a
 * restart reads the same log to the same verdict, and memory holds only votes and requests under way. One thread.
 */
final class LogJudge {
    private static final long LOST_AFTER_MILLIS = 24 * 3_600_000L;
    /** A client's own retry comes within this time, or it is a new trial. */
    private static final long RETRY_MILLIS = 120_000;

    /** An outcome may stand in the log before its decision; more than this many between them are not remembered. */
    private static final int EARLY = 1 << 16;

    private static final long NO_END = Long.MAX_VALUE / 4;

    private final Rollout rollout;
    private final long delayMillis;
    private final long feedbackMillis;
    private final LogTail ahead;
    private final LogTail behind;
    private final ExperimentMonitor monitor;
    private final Map<String, Votes> votes = new LinkedHashMap<>();
    private final Map<Integer, Seen.Opened> epochs = new HashMap<>();
    private final LinkedHashMap<String, Trial> underWay = new LinkedHashMap<>();
    private final Map<String, Trial> byRequest = new HashMap<>();
    private final Map<String, Seen.Ended> early = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen.Ended> eldest) {
            return size() > EARLY;
        }
    };
    private long judged;

    LogJudge(Path folder, Rollout rollout, List<TaskType> taskTypes) {
        this.rollout = rollout;
        this.feedbackMillis = rollout.maturity().toMillis();
        this.delayMillis = rollout.window().length().toMillis() + feedbackMillis;
        this.ahead = new LogTail(folder, Set.of("feedback", "epoch"));
        this.behind = new LogTail(folder, Set.of("decision", "outcome", "epoch"));
        this.monitor = new ExperimentMonitor(rollout, new LinkedHashSet<>(taskTypes), new LedgerBook(), NO_END);
    }

    private record Vote(long at, boolean bad) {}

    /** Votes of a request by rater, the last one of each. */
    private record Votes(Map<String, Vote> byRater, long first) {}

    /** One trial: a request and its client's retries. */
    private static final class Trial {
        private final Seen.Decided decided;
        private int open;
        private Seen.@Nullable Ended ended;
        private double latencyMillis;
        private double costUsd;
        private boolean bad;

        Trial(Seen.Decided decided) {
            this.decided = decided;
        }
    }

    /** Reads what is new and judges what is mature at {@code nowMillis}. */
    ExperimentVerdict upTo(long nowMillis) throws IOException {
        for (Seen next = ahead.peek(); next != null; next = ahead.peek()) {
            ahead.take();
            hear(next);
        }
        long horizon = nowMillis - delayMillis;
        for (Seen next = behind.peek(); next != null; next = behind.peek()) {
            if (next instanceof Seen.Decided decided && decided.at() > horizon) {
                break;
            }
            behind.take();
            follow(next);
        }
        forgetVotes(horizon);
        return monitor.soFar();
    }

    /** Exchanges judged so far. */
    long judged() {
        return judged;
    }

    private void hear(Seen seen) {
        switch (seen) {
            case Seen.Voted voted ->
                votes.computeIfAbsent(voted.requestId(), first -> new Votes(new HashMap<>(2), voted.at()))
                        .byRater()
                        .put(voted.rater(), new Vote(voted.at(), voted.bad()));
            case Seen.Opened opened -> epochs.put(opened.epoch(), opened);
            case Seen.Decided decided -> {}
            case Seen.Ended ended -> {}
        }
    }

    private void follow(Seen seen) {
        switch (seen) {
            case Seen.Decided decided -> route(decided);
            case Seen.Ended ended -> end(ended);
            case Seen.Opened opened -> {
                if (opened.start()) {
                    pass(NO_END);
                }
            }
            case Seen.Voted voted -> {}
        }
    }

    private void route(Seen.Decided decided) {
        Seen.Ended ended = early.remove(decided.requestId());
        Seen.Opened opened = epochs.get(decided.epoch());
        if (!decided.assigned() || opened == null || !opened.rollout().equals(rollout.contentHash())) {
            return;
        }
        Trial trial = underWay.get(decided.group());
        if (trial == null) {
            trial = new Trial(decided);
            underWay.put(decided.group(), trial);
        }
        trial.open++;
        byRequest.put(decided.requestId(), trial);
        if (ended != null) {
            end(ended);
        }
        pass(decided.at());
    }

    private void end(Seen.Ended ended) {
        Trial trial = byRequest.remove(ended.requestId());
        if (trial == null) {
            early.put(ended.requestId(), ended);
            return;
        }
        trial.open--;
        trial.ended = ended;
        trial.latencyMillis += ended.latencyMillis();
        trial.costUsd += ended.costUsd();
        trial.bad |= bad(ended.requestId(), trial.decided.at());
    }

    /** Hands trials on in the order they were routed, each once it has ended and cannot be retried any more. */
    private void pass(long nowMillis) {
        for (Iterator<Trial> first = underWay.values().iterator(); first.hasNext(); ) {
            Trial trial = first.next();
            long age = nowMillis - trial.decided.at();
            if (age < (trial.open > 0 ? LOST_AFTER_MILLIS : RETRY_MILLIS)) {
                return;
            }
            first.remove();
            if (trial.open > 0) {
                byRequest.values().removeIf(other -> other == trial);
            }
            judge(trial);
        }
    }

    private void judge(Trial trial) {
        var decided = trial.decided;
        Seen.Opened opened = epochs.get(decided.epoch());
        TaskType type = opened != null && decided.candidate().equals(opened.candidate()) ? decided.taskType() : null;
        boolean differs = type != null
                && opened != null
                && decided.candidateModel() != null
                && !decided.candidateModel().equals(opened.standard())
                && !opened.backOff().contains(type);
        var ended = trial.ended;
        monitor.observe(new Exchange(
                decided.at(),
                decided.unit(),
                decided.arm(),
                decided.epoch(),
                decided.propensities(),
                type,
                differs,
                ended == null ? Exchange.Status.DROPPED : ended.status(),
                trial.bad,
                ended == null ? Double.NaN : trial.latencyMillis,
                ended == null ? Double.NaN : trial.costUsd));
        judged++;
    }

    private boolean bad(String requestId, long routedAt) {
        Votes of = votes.remove(requestId);
        return of != null
                && of.byRater().values().stream()
                        .anyMatch(vote -> vote.bad() && vote.at() <= routedAt + feedbackMillis);
    }

    private void forgetVotes(long horizon) {
        for (Iterator<Votes> oldest = votes.values().iterator(); oldest.hasNext(); ) {
            if (oldest.next().first() > horizon - LOST_AFTER_MILLIS) {
                return;
            }
            oldest.remove();
        }
    }
}
