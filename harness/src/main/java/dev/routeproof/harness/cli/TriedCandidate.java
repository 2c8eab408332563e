package dev.routeproof.harness.cli;

import dev.routeproof.harness.regret.Contender;
import dev.routeproof.routing.catalog.Catalog;
import dev.routeproof.routing.classify.Features;
import dev.routeproof.routing.classify.LinearClassifier;
import dev.routeproof.routing.classify.LocalCascade;
import dev.routeproof.routing.classify.RulesClassifier;
import dev.routeproof.routing.classify.StageSpec;
import dev.routeproof.routing.config.Loaded;
import dev.routeproof.routing.decide.Candidate;
import dev.routeproof.routing.decide.CandidateFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The candidate whose labels a bench compares with the true ones. */
final class TriedCandidate {
    private TriedCandidate() {}

    /**
     * {@code named}, else the first candidate of {@code candidates/} beside the catalog; null where there is none. One
     * that was not named and does not load is remarked on and left out.
     */
    static @Nullable Contender of(Path catalogFile, @Nullable Path named, PrintWriter remarks) {
        if (!Files.exists(catalogFile)) {
            return null;
        }
        Catalog catalog = ConfigCheck.catalog(catalogFile);
        if (named != null) {
            return contender(CandidateFile.load(named, catalog).orThrow(), catalog);
        }
        for (Path file : beside(catalogFile)) {
            switch (CandidateFile.load(file, catalog)) {
                case Loaded.Ok<Candidate>(Candidate candidate) -> {
                    return contender(candidate, catalog);
                }
                case Loaded.Broken<Candidate> broken ->
                    remarks.println(file + " does not load, so the report says nothing about its classifier;"
                            + " harness check names the problems.");
            }
        }
        return null;
    }

    private static List<Path> beside(Path catalogFile) {
        Path folder = catalogFile.resolveSibling("candidates");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && ConfigCheck.isCandidate(file))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Contender contender(Candidate candidate, Catalog catalog) {
        var stages = new ArrayList<LocalCascade.Stage>();
        var asked = new ArrayList<String>();
        var leftOut = new ArrayList<String>();
        for (StageSpec spec : candidate.cascade()) {
            switch (spec) {
                case StageSpec.Rules rules ->
                    stages.add(new LocalCascade.Stage(new RulesClassifier(rules.rules()), spec.believe()));
                case StageSpec.Linear linear ->
                    stages.add(new LocalCascade.Stage(
                            new LinearClassifier(linear.model()), spec.believe()));
                case StageSpec.Embedding embedding -> leftOut.add(spec.kind());
                case StageSpec.Llm llm -> leftOut.add(spec.kind());
                case StageSpec.Rubric rubric -> leftOut.add(spec.kind());
            }
            if (!leftOut.contains(spec.kind())) {
                asked.add(spec.kind());
            }
        }
        var cascade = new LocalCascade(stages);
        return new Contender(
                candidate.id(),
                catalog,
                candidate.table(),
                prompt -> cascade.classify(Features.of(prompt)),
                asked,
                leftOut);
    }
}
