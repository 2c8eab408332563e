package dev.routeproof.routing.classify;

import dev.routeproof.routing.classify.StageReport.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cascade of one prompt as a state machine: {@link #next} until it has decided, and for each call it needs exactly
 * one of {@link #answered} and {@link #failed}. Used by one thread at a time.
 */
public final class CascadeRun {
    private final Cascade cascade;
    private final Glance glance;
    private final boolean explaining;
    private final long started;
    private final List<StageReport> reports = new ArrayList<>();
    private final List<StageCall> calls = new ArrayList<>();
    private Explained best = new Explained(Classification.UNKNOWN, List.of());
    private int at;
    private long stageStarted;
    private boolean waiting;
    private boolean cacheAsked;
    private boolean cacheKnows;

    CascadeRun(Cascade cascade, Glance glance, boolean explaining) {
        this.cascade = cascade;
        this.glance = glance;
        this.explaining = explaining;
        this.started = cascade.ticker().getAsLong();
    }

    /** Asks stages until one is believed, one must be waited for, or none is left. */
    public CascadeStep next() {
        if (waiting) {
            throw new IllegalStateException("the call of stage " + at + " is not answered");
        }
        while (at < cascade.stages().size()) {
            Cascade.Stage stage = cascade.stages().get(at);
            Duration left = left();
            if (at > 0 && !left.isPositive()) {
                return late(stage.spec());
            }
            stageStarted = cascade.ticker().getAsLong();
            LocalClassifier classifier = stage.classifier();
            if (classifier == null) {
                CascadeStep.Decided before = decidedBefore();
                return before == null ? needs(stage.spec(), left) : before;
            }
            CascadeStep.Decided decided = ask(stage.spec(), classifier);
            if (decided != null) {
                return decided;
            }
        }
        return new CascadeStep.Decided(outcome(best.classification().doubted(), false));
    }

    private Duration left() {
        return cascade.deadline().minusNanos(cascade.ticker().getAsLong() - started);
    }

    private CascadeStep.@Nullable Decided ask(StageSpec spec, LocalClassifier classifier) {
        Explained answer;
        try {
            answer = explaining
                    ? classifier.explain(glance.features())
                    : new Explained(glance.answer(classifier), List.of());
        } catch (Throwable broken) {
            // Whatever it is, a StackOverflowError too: the next stage is asked.
            report(spec, Said.FAILED, Classification.UNKNOWN, broken.getClass().getSimpleName());
            at++;
            return null;
        }
        return heard(spec, answer);
    }

    private CascadeStep needs(StageSpec spec, Duration left) {
        Duration budget = budget(spec);
        String text;
        try {
            text = glance.features().text();
        } catch (Throwable broken) {
            report(spec, Said.FAILED, Classification.UNKNOWN, broken.getClass().getSimpleName());
            at++;
            return next();
        }
        waiting = true;
        return new CascadeStep.Needs(spec, text, budget.compareTo(left) < 0 ? budget : left);
    }

    private static Duration budget(StageSpec spec) {
        return switch (spec) {
            case StageSpec.Rules rules -> Duration.ZERO;
            case StageSpec.Linear linear -> Duration.ZERO;
            case StageSpec.Embedding embedding -> embedding.budget();
            case StageSpec.Llm llm -> llm.budget();
            case StageSpec.Rubric rubric -> rubric.budget();
        };
    }

    /** The call came back with an answer that a model of the catalog was paid for. */
    public CascadeStep answered(Explained answer, StageCall call) {
        calls.add(call);
        return answered(answer);
    }

    /** The call came back with an answer. */
    public CascadeStep answered(Explained answer) {
        CascadeStep.Decided decided = heard(ended(), answer);
        return decided == null ? next() : decided;
    }

    /** The call came back with none, or not in time; {@code why} is one line. */
    public CascadeStep failed(String why) {
        StageSpec spec = ended();
        if (left().isPositive()) {
            report(spec, Said.FAILED, Classification.UNKNOWN, why);
            at++;
            return next();
        }
        return late(spec);
    }

    private StageSpec ended() {
        if (!waiting) {
            throw new IllegalStateException("no call is under way");
        }
        waiting = false;
        return cascade.stages().get(at).spec();
    }

    private CascadeStep.@Nullable Decided heard(StageSpec spec, Explained answer) {
        Classification said = answer.classification();
        at++;
        if (said.taskType() == null) {
            report(spec, Said.SILENT, said, "");
            return null;
        }
        if (said.confidence() >= spec.believe()) {
            report(spec, Said.BELIEVED, said, "");
            best = answer;
            return new CascadeStep.Decided(outcome(said, false));
        }
        report(spec, Said.DOUBTED, said, "");
        best = said.confidence() > best.classification().confidence() ? answer : best;
        return null;
    }

    private void report(StageSpec spec, Said said, Classification answer, String why) {
        long micros = (cascade.ticker().getAsLong() - stageStarted) / 1_000;
        reports.add(new StageReport(spec.kind(), said, answer.taskType(), answer.confidence(), micros, why));
    }

    private CascadeStep late(StageSpec spec) {
        report(
                spec,
                Said.LATE,
                Classification.UNKNOWN,
                "the deadline of " + cascade.deadline().toMillis() + " ms is over");
        return new CascadeStep.Decided(outcome(best.classification(), true));
    }

    private CascadeStep.@Nullable Decided decidedBefore() {
        if (cacheAsked) {
            return null;
        }
        cacheAsked = true;
        Cascaded before;
        try {
            before = cascade.cache().find(cascade.config(), glance.features());
        } catch (Throwable broken) {
            return null;
        }
        cacheKnows = true;
        boolean enough = before != null && (!explaining || !before.evidence().isEmpty());
        return before == null || !enough
                ? null
                : new CascadeStep.Decided(new Cascaded(
                        before.classification(), before.evidence(), before.stages(), List.of(), micros(), false, true));
    }

    private long micros() {
        return (cascade.ticker().getAsLong() - started) / 1_000;
    }

    private Cascaded outcome(Classification answer, boolean late) {
        var outcome = new Cascaded(answer, best.evidence(), reports, calls, micros(), late, false);
        if (cacheKnows && outcome.failures() == 0) {
            cascade.cache().keep(cascade.config(), glance.features(), outcome);
        }
        return outcome;
    }
}
