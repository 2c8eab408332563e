package dev.routeproof.harness.cli;

import dev.routeproof.harness.Exit;
import dev.routeproof.harness.UserError;
import dev.routeproof.providers.classify.CandidateCascade;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.classify.Cascade;
import dev.routeproof.routing.classify.CascadeRun;
import dev.routeproof.routing.classify.CascadeStep;
import dev.routeproof.routing.classify.Cascaded;
import dev.routeproof.routing.classify.DecisionCache;
import dev.routeproof.routing.classify.Glance;
import dev.routeproof.routing.classify.Prompt;
import dev.routeproof.routing.classify.SharedStages;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.CandidateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who answers {@code harness classify}: local stages named on the command line, or a candidate with all its services. */
sealed interface Answers extends AutoCloseable {
    int WARM_UP = 40;

    Cascaded classify(Prompt prompt);

    /** The same with the reasons. */
    Cascaded explain(Prompt prompt);

    /** What the answer may be. */
    Set<String> labels();

    @Override
    void close();

    /** The outcome of a cascade whose stages all answer at once. */
    static Cascaded atOnce(CascadeRun run) {
        return switch (run.next()) {
            case CascadeStep.Decided(Cascaded outcome) -> outcome;
            case CascadeStep.Needs needs ->
                throw new IllegalStateException(needs.spec().kind() + " takes waiting");
        };
    }

    static Answers local(List<StageSpec> stages, List<TaskType> labels) {
        return new Local(
                new Cascade(stages, new SharedStages(), Duration.ofDays(1), "", System::nanoTime, new DecisionCache()),
                names(labels));
    }

    /** {@code catalogFile} null: {@code models.yaml} of the folder above the candidate, or of this one. */
    static Whole of(Path candidateFile, @Nullable Path catalogFile) {
        Catalog catalog = ConfigCheck.catalog(catalogFile == null ? beside(candidateFile) : catalogFile);
        Candidate candidate = CandidateFile.load(candidateFile, catalog).orThrow();
        var cascade = CandidateCascade.open(candidate, new SharedStages(), catalog, System::getenv, null);
        load(cascade);
        warm(cascade);
        return new Whole(candidate, catalog, cascade, names(catalog.taxonomy().taskTypes()));
    }

    private static void load(CandidateCascade cascade) {
        try {
            cascade.load();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first prompts of a process take milliseconds, which the deadline of a proxy that has run for a while does not bear. */
    private static void warm(CandidateCascade cascade) {
        for (int i = 0; i < WARM_UP && cascade.immediate(); i++) {
            cascade.explain(Prompt.of("Write a function that adds " + i + " numbers, or say which is the largest."));
        }
    }

    private static Path beside(Path candidateFile) {
        Path folder = candidateFile.toAbsolutePath().normalize().getParent();
        Path above = folder == null ? null : folder.resolveSibling("models.yaml");
        Path here = Path.of("models.yaml");
        if (above != null && Files.exists(above)) {
            return above;
        }
        if (Files.exists(here)) {
            return here;
        }
        throw new UserError(
                Exit.USAGE, "There is no models.yaml above " + candidateFile + "; name the catalog with --catalog.");
    }

    private static Set<String> names(List<TaskType> labels) {
        var names = new TreeSet<String>();
        labels.forEach(label -> names.add(label.label()));
        return names;
    }

    /** Stages that answer at once. */
    record Local(Cascade cascade, Set<String> labels) implements Answers {
        @Override
        public Cascaded classify(Prompt prompt) {
            return atOnce(cascade.start(Glance.at(prompt)));
        }

        @Override
        public Cascaded explain(Prompt prompt) {
            return atOnce(cascade.explain(Glance.at(prompt)));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** A candidate's whole cascade: its calls are made and paid. */
    record Whole(Candidate candidate, Catalog catalog, CandidateCascade cascade, Set<String> labels)
            implements Answers {
        @Override
        public Cascaded classify(Prompt prompt) {
            return cascade.classify(Glance.at(prompt)).join();
        }

        @Override
        public Cascaded explain(Prompt prompt) {
            return cascade.explain(prompt);
        }

        @Override
        public void close() {
            cascade.close();
        }
    }
}
