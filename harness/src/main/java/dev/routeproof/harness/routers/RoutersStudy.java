package dev.routeproof.harness.routers;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.harness.analyse.Analysis;
import dev.routeproof.harness.regret.Contender;
import dev.routeproof.harness.regret.RunPrompts;
import dev.routeproof.harness.store.Store;
import dev.routeproof.stats.router.ArenaScore;
import dev.routeproof.stats.router.RecordedOutcomes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares routers on a run: reads what every model scored, tries every candidate on the same prompts, and scores them. */
public final class RoutersStudy {
    private final RecordedRun run;
    private final RecordedOutcomes outcomes;
    private final double[] once;

    private RoutersStudy(RecordedRun run) {
        this.run = run;
        this.outcomes = run.outcomes();
        this.once = outcomes.once();
    }

    /**
     * The two models between which RouteLLM's scores are taken.
     *
     * @param weak a model's id; null: the cheapest but the strong one, without costs the least accurate
     * @param strong a model's id; null: the most accurate
     */
    public record Gap(@Nullable String weak, @Nullable String strong) {}

    /**
     * Who takes part.
     *
     * @param recalibrated each candidate takes part a second time, with what calibration would make of its table
     */
    public record Field(List<Contender> contenders, boolean recalibrated, List<OtherRouter> others) {
        public Field {
            contenders = List.copyOf(contenders);
            others = List.copyOf(others);
        }
    }

    /**
     * The comparison.
     *
     * @throws UserError where no prompt has a score of every model, or the gap names none
     */
    public static Routers of(Store store, Analysis analysis, Field field, Gap gap) {
        RecordedRun run = RecordedRun.of(analysis);
        if (run == null) {
            throw new UserError(
                    Exit.USAGE,
                    "No prompt of run " + analysis.data().run().runId()
                            + " has a score of every model, so no two routes can be compared.");
        }
        if (run.models().size() < 2) {
            throw new UserError(
                    Exit.USAGE,
                    "Run " + analysis.data().run().runId()
                            + " has scores of one model only; there is nothing to route.");
        }
        return new RoutersStudy(run).compare(store, analysis, field, gap);
    }

    private Routers compare(Store store, Analysis analysis, Field field, Gap gap) {
        int best = best();
        int strong = gap.strong() == null ? best : row("--strong", gap.strong());
        int weak = gap.weak() == null ? weak(strong) : row("--weak", gap.weak());
        if (weak == strong) {
            throw new UserError(
                    Exit.USAGE, "--weak and --strong are both " + run.models().get(weak) + "; name two models.");
        }
        List<RunPrompts.Asked> prompts =
                RunPrompts.read(store, analysis.data().run().runId());
        var scoring = new RouterScoring(outcomes, weak, strong);
        List<Routers.Router> routers = new ArrayList<>();
        List<Routers.NotTried> notTried = new ArrayList<>();
        for (Trial trial : trials(analysis, field, prompts, weak, strong)) {
            switch (trial) {
                case Trial.Tried(Choices choices) -> routers.add(scoring.score(choices));
                case Trial.NotTried(String id, String reason) -> notTried.add(new Routers.NotTried(id, reason));
            }
        }
        List<Routers.Single> singles = singles(scoring.singles());
        int[] oracle = outcomes.oracle();
        return new Routers(
                analysis.data().run(),
                outcomes.prompts(),
                run.leftOut(),
                run.gaps(),
                run.unpriced(),
                run.costEstimated(),
                singles,
                singles.get(best),
                run.models().get(weak),
                run.models().get(strong),
                new Routers.Oracle(outcomes.quality(oracle, once), known(outcomes.cost(oracle, once))),
                outcomes.quality(bestOfTaskType(), once),
                scoring.zeroAiq(),
                outcomes.priced() ? outcomes.zeroRouter(once).corners() : List.of(),
                routers,
                notTried);
    }

    private List<Trial> trials(Analysis analysis, Field field, List<RunPrompts.Asked> prompts, int weak, int strong) {
        var recalibration = field.recalibrated() ? new Recalibration(run, analysis.data()) : null;
        List<Trial> trials = new ArrayList<>();
        for (Contender contender : field.contenders()) {
            trials.add(ContenderTrial.of(run, contender, prompts));
            if (recalibration != null) {
                trials.add(recalibration.of(contender, prompts));
            }
        }
        field.others().forEach(other -> trials.add(other.on(run, weak, strong)));
        return trials;
    }

    /** The most accurate; of equals the cheaper. */
    private int best() {
        return IntStream.range(0, outcomes.models())
                .boxed()
                .min(Comparator.comparingDouble((Integer model) -> -outcomes.quality(model, once))
                        .thenComparingDouble(model -> outcomes.cost(model, once)))
                .orElseThrow();
    }

    private int weak(int strong) {
        return IntStream.range(0, outcomes.models())
                .filter(model -> model != strong)
                .boxed()
                .min(Comparator.comparingDouble(
                        model -> outcomes.priced() ? outcomes.cost(model, once) : outcomes.quality(model, once)))
                .orElseThrow();
    }

    private int row(String option, String model) {
        int row = run.models().indexOf(model);
        if (row < 0) {
            throw new UserError(
                    Exit.USAGE,
                    option + " " + model + ": the run has no scores of it; it has those of "
                            + String.join(", ", run.models()) + ".");
        }
        return row;
    }

    /** For every prompt the model that is most accurate on its true task type. */
    private int[] bestOfTaskType() {
        int[] choice = new int[outcomes.prompts()];
        for (String taskType : run.taskTypes().stream().distinct().toList()) {
            double[] these = new double[choice.length];
            for (int prompt = 0; prompt < these.length; prompt++) {
                these[prompt] = run.taskTypes().get(prompt).equals(taskType) ? 1 : 0;
            }
            int best = IntStream.range(0, outcomes.models())
                    .boxed()
                    .max(Comparator.comparingDouble(model -> outcomes.quality(model, these)))
                    .orElseThrow();
            for (int prompt = 0; prompt < these.length; prompt++) {
                choice[prompt] = these[prompt] == 1 ? best : choice[prompt];
            }
        }
        return choice;
    }

    private List<Routers.Single> singles(List<Scored> accuracies) {
        return IntStream.range(0, outcomes.models())
                .mapToObj(model -> {
                    double cost = outcomes.cost(model, once);
                    return new Routers.Single(
                            run.models().get(model),
                            accuracies.get(model),
                            known(cost),
                            outcomes.priced() ? ArenaScore.of(outcomes.quality(model, once), cost) : null);
                })
                .toList();
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
